// Every pair of actors of which something is said on a day, with its sign: the network as a table of dyads.
//
// uses: signs, chosen, undated, pair-of-kind
// Parameters
//   kind: string(person|organization|state|vessel|aircraft|other) = null — only actors of this kind. Example: "state"
//   country: string = null — only pairs with an actor of this country, by its ISO 3166-1 alpha-3 code. Example: "RUS"
//   on: date = null — in force on that day; today without one. Example: 2023-01-20
//   ever: boolean = false — at any time, when no day is given.
//   undated: boolean = true — statements with neither date too, which may hold on any day.
//   sources: list<source> = null — only what these sources say. Example: ["wagner-2023"]
//   types: list<type> = null — only these relationship types. Example: ["SUPPLIES", "LEADS"]
//   sure: float(0..1) = 0.0 — at least so sure; one of unknown confidence passes.
//   limit: integer(0..) = 500 — at most this many pairs.
// Columns
//   a: actor — one actor's id, the smaller of the two
//   b: actor — the other's
//   a_name: string — the first actor's name
//   b_name: string — the second's
//   sign: integer — 1 when they are tied, -1 when they are set apart, 0 when both is said or neither
//   plus: integer — how many statements tie them
//   minus: integer — how many set them apart
//   types: list<string> — the types of all statements
//   sources: list<string> — who says so
//   statements: list<statement> — the statements' ids
//   undated: integer — how many of them have neither date
// Scan: all pairs are all statements, each read once from its smaller end. Large graphs need a longer timeout.

@signs()
MATCH (a:Actor) WHERE a.id >= '' AND ($kind IS NULL OR a.kind = $kind)
MATCH (a)-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED)]-(b:Actor)
WHERE a.id < b.id AND @pair-of-kind(a, b) AND @chosen(r)
WITH plus, minus, a, b, r ORDER BY r.id
WITH plus, minus, a, b, collect(r) AS behind
ORDER BY a.id, b.id LIMIT $limit
WITH a, b, behind, size([r IN behind WHERE type(r) IN plus]) AS ties, size([r IN behind WHERE type(r) IN minus]) AS divides
RETURN a.id AS a, b.id AS b, a.name AS a_name, b.name AS b_name,
  sign(CASE WHEN ties > 0 THEN 1 ELSE 0 END - CASE WHEN divides > 0 THEN 1 ELSE 0 END) AS sign, ties AS plus, divides AS minus,
  COLLECT { UNWIND behind AS r RETURN DISTINCT type(r) AS type ORDER BY type } AS types,
  COLLECT { UNWIND behind AS r RETURN DISTINCT r.source AS source ORDER BY source } AS sources,
  [r IN behind | r.id] AS statements, size([r IN behind WHERE @undated(r)]) AS undated
ORDER BY a, b
