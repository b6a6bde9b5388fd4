// The triangles of one actor on a day, balanced and unbalanced: two neighbours that have a sign between them too.
//
// uses: signs, chosen, undated
// empty: no two of its neighbours have a sign between them
// Parameters
//   actor: actor — the actor's id. Example: "wagner-2023:yevgeny-prigozhin"
//   on: date = null — in force on that day; today without one. Example: 2023-01-20
//   ever: boolean = false — at any time, when no day is given.
//   undated: boolean = true — statements with neither date too, which may hold on any day.
//   sources: list<source> = null — only what these sources say. Example: ["wagner-2023"]
//   types: list<type> = null — only these relationship types. Example: ["SUPPLIES", "LEADS"]
//   sure: float(0..1) = 0.5 — at least so sure; one of unknown confidence passes.
//   limit: integer(0..) = 200 — at most this many triangles, the unbalanced first.
// Columns
//   kind: string — balanced or unbalanced: whether the three signs multiply to plus
//   b: actor — one neighbour's id, the smaller of the two
//   c: actor — the other's
//   b_name: string — the first neighbour's name
//   c_name: string — the second's
//   ab_sign: integer — the sign of the actor and the first, 1 or -1; a pair with both signs is in no triangle
//   bc_sign: integer — the sign of the two neighbours
//   ca_sign: integer — the sign of the second and the actor
//   statements: list<statement> — the ids of the statements behind the three signs
//   undated: integer — how many of these have neither date

@signs()
WITH plus, plus + minus AS signed
MATCH (a:Actor {id: $actor})
CALL (a, plus, signed) {
  MATCH (a)-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED)]-(b)
  WHERE a <> b AND type(r) IN signed AND @chosen(r)
  WITH plus, b, r ORDER BY b.id, r.id
  WITH plus, b, collect(r) AS side
  WITH b, side, size([r IN side WHERE type(r) IN plus]) AS ties WHERE ties = 0 OR ties = size(side)
  RETURN collect(b) AS near, collect(CASE WHEN ties = 0 THEN -1 ELSE 1 END) AS signs, collect(side) AS sides
}
UNWIND range(0, size(near) - 1) AS first
WITH plus, signed, near, signs, sides, first, near[first] AS b
CALL (plus, signed, near, b) {
  MATCH (b)-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED)]-(c)
  WHERE b.id < c.id AND c IN near AND type(r) IN signed AND @chosen(r)
  WITH plus, c, r ORDER BY r.id
  WITH plus, c, collect(r) AS between
  WITH c, between, size([r IN between WHERE type(r) IN plus]) AS ties WHERE ties = 0 OR ties = size(between)
  RETURN c, between, CASE WHEN ties = 0 THEN -1 ELSE 1 END AS bc_sign
}
WITH b, c, between, bc_sign, near, signs, sides, first, [i IN range(0, size(near) - 1) WHERE near[i] = c][0] AS second
WITH b, c, bc_sign, signs[first] AS ab_sign, signs[second] AS ca_sign, sides[first] + between + sides[second] AS behind
ORDER BY ab_sign * bc_sign * ca_sign, b.name, c.name, b.id, c.id LIMIT $limit
RETURN CASE WHEN ab_sign * bc_sign * ca_sign = 1 THEN 'balanced' ELSE 'unbalanced' END AS kind,
  b.id AS b, c.id AS c, b.name AS b_name, c.name AS c_name, ab_sign, bc_sign, ca_sign,
  [r IN behind | r.id] AS statements, size([r IN behind WHERE @undated(r)]) AS undated
ORDER BY kind DESC, b_name, c_name, b, c
