// The actors that two actors have in common, with what ties each of the two to them.
//
// uses: in-force
// Parameters
//   a: string — one actor's id. Example: "states:PRK"
//   b: string — the other's id. Example: "states:RUS"
//   on: date = null — in force on that date. Example: 2023-01-20
//   limit: integer = 50 — at most this many actors.
// Columns
//   neighbour: string — the id of the actor in common
//   name: string — its name
//   kind: string — person, organization, state, vessel, aircraft or other
//   a_types: list<string> — the types of the statements with the first actor
//   b_types: list<string> — with the second
//   statements: integer — how many statements there are, both sides together

// From the one with fewer relationships: the other's are only looked up, pair by pair.
MATCH (a:Actor {id: $a})
MATCH (b:Actor {id: $b})
WITH a, b, CASE WHEN COUNT { (a)--() } <= COUNT { (b)--() } THEN [a, b] ELSE [b, a] END AS ends
WITH a, ends[0] AS near, ends[1] AS far WHERE near <> far
MATCH (near)-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED)]-(c)
WHERE c <> near AND c <> far AND @in-force(r)
WITH a, near, far, c, collect(r) AS one
MATCH (c)-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED)]-(far)
WHERE @in-force(r)
WITH c, one, collect(r) AS other, a = near AS straight
WITH c, CASE WHEN straight THEN one ELSE other END AS with_a, CASE WHEN straight THEN other ELSE one END AS with_b
RETURN c.id AS neighbour, c.name AS name, c.kind AS kind,
  COLLECT { UNWIND with_a AS r RETURN DISTINCT type(r) AS type ORDER BY type } AS a_types,
  COLLECT { UNWIND with_b AS r RETURN DISTINCT type(r) AS type ORDER BY type } AS b_types,
  size(with_a) + size(with_b) AS statements
ORDER BY statements DESC, name, neighbour
LIMIT $limit
