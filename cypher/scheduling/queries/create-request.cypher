// Asks the scheduler for something.
//
// access: write
// Parameters
//   source: string — the source's id
//   id: string — the request's id
//   kind: string — what is asked for
//   run: string — of which run; null for others
//   by: string — who asks
// Columns
//   id: string — its id
MATCH (s:Source {id: $source})
CREATE (q:Request {id: $id, kind: $kind, source: $source, run: $run, asked_at: datetime(), asked_by: $by,
                   status: 'asked'})
RETURN q.id AS id
