// Some actors and their names, in the order of their ids.
//
// Parameters
//   after: string — the id that the ones before ended with
//   limit: integer — how many
// Columns
//   actor: string — the actor's id
//   names: list<string> — all its names
// Scan: an upgrade looks at every actor once
MATCH (a:Actor) WHERE a.id > $after
RETURN a.id AS actor, coalesce(a.names, [a.name]) AS names
ORDER BY actor LIMIT $limit
