// Deletes notices that were delivered or given up long ago.
//
// access: write
// Parameters
//   before: datetime — what is older goes
MATCH (n:Notice) WHERE n.status IN ['delivered', 'given up'] AND n.at < $before DETACH DELETE n
