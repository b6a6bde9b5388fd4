// The actors that two actors have in common, with what ties each of the two to them.
//
// uses: undated, walked, of-kind
// asks: Whom do {a} and {b} have in common, {on: today}?
// Parameters
//   a: actor — one actor's id. Example: "states:PRK"
//   b: actor — the other's id. Example: "states:RUS"
//   kind: string(person|organization|state|vessel|aircraft|other) = null — only actors of this kind. Example: "state"
//   country: string = null — only actors of this country, by its ISO 3166-1 alpha-3 code. Example: "RUS"
//   on: date = null — in force on that day; today without one. Example: 2023-01-20
//   ever: boolean = false — at any time, when no day is given.
//   undated: boolean = true — statements with neither date too, which may hold on any day.
//   sources: list<source> = null — only what these sources say. Example: ["wagner-2023"]
//   types: list<type> = null — only these relationship types. Example: ["SUPPLIES", "LEADS"]
//   sure: float(0..1) = 0.0 — at least so sure; one of unknown confidence passes.
//   designations: boolean = false — by designations too: those whom one authority lists have it in common.
//   limit: integer(0..) = 50 — at most this many actors.
// Columns
//   neighbour: actor — the id of the actor in common
//   name: string — its name
//   kind: string — person, organization, state, vessel, aircraft or other
//   a_types: list<string> — the types of the statements with the first actor
//   b_types: list<string> — with the second
//   statements: integer — how many statements there are, both sides together
//   undated: integer — how many of these have neither date

// From the one with fewer relationships: the other's are only looked up, pair by pair.
MATCH (a:Actor {id: $a})
MATCH (b:Actor {id: $b})
WITH a, b, CASE WHEN COUNT { (a)--() } <= COUNT { (b)--() } THEN [a, b] ELSE [b, a] END AS ends
WITH a, ends[0] AS near, ends[1] AS far WHERE near <> far
MATCH (near)-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED)]-(c)
WHERE c <> near AND c <> far AND @of-kind(c) AND @walked(r)
WITH a, near, far, c, collect(r) AS one
MATCH (c)-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED)]-(far)
WHERE @walked(r)
WITH c, one, collect(r) AS other, a = near AS straight
WITH c, CASE WHEN straight THEN one ELSE other END AS with_a, CASE WHEN straight THEN other ELSE one END AS with_b
RETURN c.id AS neighbour, c.name AS name, c.kind AS kind,
  COLLECT { UNWIND with_a AS r RETURN DISTINCT type(r) AS type ORDER BY type } AS a_types,
  COLLECT { UNWIND with_b AS r RETURN DISTINCT type(r) AS type ORDER BY type } AS b_types,
  size(with_a) + size(with_b) AS statements, size([r IN with_a + with_b WHERE @undated(r)]) AS undated
ORDER BY statements DESC, name, neighbour
LIMIT $limit
