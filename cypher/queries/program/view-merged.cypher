// Which actors became part of others by a decision, with the names of both.
//
// Parameters
//   actors: list<string> — ids of actors. Example: ["states:RUS"]
// Columns
//   actor: string — the id of one that is part of another
//   name: string — the name that it had
//   now: string — that other one's id
//   now_name: string — and its name
//   decision: string? — the decision, when it was about the record that leads on
//   by: string? — who took it
//   at: datetime? — when
UNWIND $actors AS id
MATCH (f:FormerActor {id: id})-[:WAS]->(r:Record)-[:DESCRIBES]->(a:Actor)
CALL (r) {
  OPTIONAL MATCH (d:Decision)-[:ABOUT]->(r) WHERE d.kind = 'same' AND d.undone_at IS NULL
  RETURN d ORDER BY d.n DESC LIMIT 1
}
RETURN DISTINCT id AS actor, coalesce(f.name, id) AS name, a.id AS now, a.name AS now_name, d.id AS decision, d.by AS by,
  d.at AS at
ORDER BY actor
