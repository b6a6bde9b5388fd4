// The names of some actors of which a record is still published.
//
// Parameters
//   actors: list<string> — their ids
// Columns
//   id: string — the actor's id
//   kind: string — what it is
//   names: list<string> — all its names
UNWIND $actors AS id
MATCH (a:Actor {id: id}) WHERE a.live
RETURN a.id AS id, a.kind AS kind, coalesce(a.names, [a.name]) AS names
