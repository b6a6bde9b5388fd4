// The names of all actors of which a record is still published.
//
// Columns
//   id: string — the actor's id
//   kind: string — what it is
//   names: list<string> — all its names
// Scan: each name is to be compared, so that all actors are read
MATCH (a:Actor) WHERE a.live
RETURN a.id AS id, a.kind AS kind, a.names AS names
