// If one attacks another: who is bound to whom by an alliance, since when, under which obligation, and who is bound to both.
//
// uses: undated, stands, of-kind
// empty: neither of them has an ally in what holds on that day
// asks: Who is bound to whom if {attacker} attacks {target}, {on: today}?
// Parameters
//   attacker: actor — who attacks. Example: "wagner-2023:russian-ministry-of-defence"
//   target: actor — who is attacked. Example: "wagner-2023:yevgeny-prigozhin"
//   steps: integer(1..2) = 1 — 2 for the allies of their allies too, who follow when these are drawn in.
//   kind: string(person|organization|state|vessel|aircraft|other) = null — only actors of this kind. Example: "state"
//   country: string = null — only actors of this country, by its ISO 3166-1 alpha-3 code. Example: "RUS"
//   on: date = null — in force on that day; today without one. Example: 2023-01-20
//   ever: boolean = false — at any time, when no day is given.
//   undated: boolean = true — statements with neither date too, which may hold on any day.
//   sources: list<source> = null — only what these sources say. Example: ["wagner-2023"]
//   sure: float(0..1) = 0.5 — at least so sure; one of unknown confidence passes.
//   limit: integer(0..) = 200 — at most this many commitments, the nearest first.
// Columns
//   bound: actor — who is bound
//   name: string — its name
//   to: actor — to whom: one of the two, or an ally of one of them
//   to_name: string — its name
//   side: string — target or attacker: on whose side that is
//   steps: integer — 1 for an ally of one of the two, 2 for an ally's ally
//   both: boolean — it is bound to both sides
//   obligations: list<string> — what the alliances oblige to, where the sources say so
//   since: date? — the earliest first day of these alliances, when one is known
//   said_by: list<string> — who says so
//   undated: integer — how many of these statements have neither date
//   statements: list<statement> — the ids of the statements

MATCH (attacker:Actor {id: $attacker})
MATCH (target:Actor {id: $target})
WHERE attacker <> target
CALL (attacker, target) {
  UNWIND [[target, 'target'], [attacker, 'attacker']] AS way
  WITH attacker, target, way[0] AS end, way[1] AS side
  MATCH (end)-[r:ALLY_OF]-(x:Actor)
  WHERE x <> attacker AND x <> target AND @stands(r)
  WITH side, end, x, r ORDER BY r.id
  WITH side, end, x, collect(r) AS pacts
  RETURN collect({side: side, to: end, x: x, pacts: pacts}) AS near
}
CALL (attacker, target, near) {
  UNWIND near AS row
  RETURN row.side AS side, 1 AS steps, row.to AS to, row.x AS x, row.pacts AS pacts
UNION ALL
  WITH attacker, target, near WHERE $steps > 1
  UNWIND near AS row
  WITH attacker, target, row.side AS side, row.x AS to, [r IN near WHERE r.side = row.side | r.x] AS already
  MATCH (to)-[r:ALLY_OF]-(x:Actor)
  WHERE x <> attacker AND x <> target AND x <> to AND NOT x IN already AND @stands(r)
  WITH side, to, x, r ORDER BY r.id
  RETURN side, 2 AS steps, to, x, collect(r) AS pacts
}
WITH x, count(DISTINCT side) = 2 AS both, collect({side: side, steps: steps, to: to, pacts: pacts}) AS rows
WHERE @of-kind(x)
UNWIND rows AS row
WITH x, both, row.side AS side, row.steps AS steps, row.to AS to, row.pacts AS pacts
RETURN x.id AS bound, x.name AS name, to.id AS to, to.name AS to_name, side, steps, both,
  COLLECT { UNWIND pacts AS r WITH r.obligation AS obligation WHERE obligation IS NOT NULL RETURN DISTINCT obligation ORDER BY obligation } AS obligations,
  COLLECT { UNWIND pacts AS r WITH r.valid_from AS day WHERE day IS NOT NULL RETURN day ORDER BY day LIMIT 1 }[0] AS since,
  COLLECT { UNWIND pacts AS r WITH r.said_by AS speaker WHERE speaker IS NOT NULL RETURN DISTINCT speaker ORDER BY speaker } AS said_by,
  size([r IN pacts WHERE @undated(r)]) AS undated, [r IN pacts | r.id] AS statements
ORDER BY steps, both DESC, side DESC, name, bound, to_name, to LIMIT $limit
