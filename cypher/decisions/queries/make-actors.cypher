// Makes actors for records that a decision has taken out of others, where there are none yet.
//
// access: write
// Parameters
//   ids: list<string> — their ids
UNWIND $ids AS id
MERGE (a:Actor {id: id})
ON CREATE SET a.by_decision = true
