// Actors that have a live statement with each of two actors, denials left out.
//
// Parameters
//   a: string — the one actor
//   b: string — the other
//   limit: integer — at most this many
// Columns
//   neighbour: string — the id of one that both are tied to
//   name: string — its name
//   types_a: list<string> — by what types it is tied to the one
//   types_b: list<string> — and to the other
//   total: integer — how many there are before the limit
MATCH (a:Actor {id: $a}), (b:Actor {id: $b})
MATCH (a)-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED)]-(n:Actor)
WHERE n <> a AND n <> b AND NOT coalesce(r.denied, false)
WITH b, n, collect(DISTINCT type(r)) AS types_a
MATCH (n)-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED)]-(b)
WHERE NOT coalesce(r.denied, false)
WITH n, types_a, collect(DISTINCT type(r)) AS types_b
WITH collect({actor: n, types_a: types_a, types_b: types_b}) AS near
UNWIND near AS one
RETURN one.actor.id AS neighbour, one.actor.name AS name, one.types_a AS types_a, one.types_b AS types_b, size(near) AS total
ORDER BY name, neighbour LIMIT $limit
