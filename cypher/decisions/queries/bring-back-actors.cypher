// Makes actors that were part of others by a decision actors again.
//
// access: write
// Parameters
//   ids: list<string> — their ids
UNWIND $ids AS id
MATCH (f:FormerActor {id: id})-[was:WAS]->(:Record)
DELETE was
REMOVE f:FormerActor
SET f:Actor
