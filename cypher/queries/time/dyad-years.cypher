// The pairs of actors year by year, with the sign of each year: the panel of dyads that conflict research counts in.
//
// uses: signs, undated, pair-of-kind, picked
// Parameters
//   first: integer(1..9999) — the first year. Example: 2022
//   last: integer(1..9999) — the last year. Example: 2023
//   kind: string(person|organization|state|vessel|aircraft|other) = null — only actors of this kind. Example: "state"
//   country: string = null — only pairs with an actor of this country, by its ISO 3166-1 alpha-3 code. Example: "RUS"
//   undated: boolean = false — statements with neither date too, in every year.
//   sources: list<source> = null — only what these sources say. Example: ["wagner-2023"]
//   types: list<type> = null — only these relationship types. Example: ["SUPPLIES", "LEADS"]
//   sure: float(0..1) = 0.0 — at least so sure; one of unknown confidence passes.
//   limit: integer(0..) = 5000 — at most this many rows.
// Columns
//   year: integer — the year
//   a: actor — one actor's id, the smaller of the two
//   b: actor — the other's
//   a_name: string — the first actor's name
//   b_name: string — the second's
//   sign: integer — 1 when they are tied in that year, -1 when they are set apart, 0 when both is said or neither
//   plus: integer — how many statements tie them on some day of the year
//   minus: integer — how many set them apart
//   types: list<string> — the types of all statements of the year
//   statements: list<statement> — the statements' ids
// Scan: all pairs are all statements, each read once from its smaller end. Large graphs need a longer timeout.

@signs()
MATCH (a:Actor) WHERE a.id >= '' AND ($kind IS NULL OR a.kind = $kind)
MATCH (a)-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED)]-(b:Actor)
WHERE a.id < b.id AND @pair-of-kind(a, b)
  AND ($undated OR NOT @undated(r)) AND @picked(r)
WITH plus, minus, a, b, r,
  CASE WHEN coalesce(r.valid_from.year, $first) < $first THEN $first ELSE coalesce(r.valid_from.year, $first) END AS since,
  CASE WHEN coalesce(r.valid_to.year, $last) > $last THEN $last ELSE coalesce(r.valid_to.year, $last) END AS until
UNWIND range(since, until) AS year
WITH plus, minus, year, a, b, r ORDER BY r.id
WITH plus, minus, year, a, b, collect(r) AS behind
ORDER BY year, a.id, b.id LIMIT $limit
WITH year, a, b, behind, size([r IN behind WHERE type(r) IN plus]) AS ties, size([r IN behind WHERE type(r) IN minus]) AS divides
RETURN year, a.id AS a, b.id AS b, a.name AS a_name, b.name AS b_name,
  sign(CASE WHEN ties > 0 THEN 1 ELSE 0 END - CASE WHEN divides > 0 THEN 1 ELSE 0 END) AS sign, ties AS plus, divides AS minus,
  COLLECT { UNWIND behind AS r RETURN DISTINCT type(r) AS type ORDER BY type } AS types,
  [r IN behind | r.id] AS statements
ORDER BY year, a, b
