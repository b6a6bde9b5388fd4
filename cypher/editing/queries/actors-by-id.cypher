// Actors whose id begins with a text, in the order of their ids.
//
// Parameters
//   start: string — how the id begins
//   limit: integer(1..) = 10 — at most this many
// Columns
//   actor: string — the actor's id
//   name: string — its name
//   kind: string — person, organization, state, vessel, aircraft or other
MATCH (a:Actor) WHERE a.id STARTS WITH $start AND a.live
RETURN a.id AS actor, a.name AS name, a.kind AS kind ORDER BY a.id LIMIT $limit
