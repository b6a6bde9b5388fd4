// Deletes requests that were carried out long ago.
//
// access: write
// Parameters
//   before: datetime — what is older goes
MATCH (q:Request) WHERE q.asked_at < $before AND q.status IN ['done', 'refused'] DETACH DELETE q
