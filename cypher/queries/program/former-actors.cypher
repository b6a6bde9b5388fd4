// Where actors are now that a decision made part of others.
//
// Parameters
//   actors: list<string> — ids of actors. Example: ["states:RUS"]
// Columns
//   actor: string — the id of one that is part of another
//   now: string — that other one's
UNWIND $actors AS id
MATCH (:FormerActor {id: id})-[:WAS]->(:Record)-[:DESCRIBES]->(a:Actor)
RETURN DISTINCT id AS actor, a.id AS now
