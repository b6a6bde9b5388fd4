// Who within some steps of an actor is at odds with another, how far away, since when, and who says so.
//
// uses: sure, signs, undated, walked, of-kind
// asks: Who within {steps} steps of {actor} quarrels with {other}, {on: today}?
// Parameters
//   actor: actor — the actor around which is looked. Example: "wagner-2023:yevgeny-prigozhin"
//   other: actor — whom they are at odds with. Example: "wagner-2023:russian-ministry-of-defence"
//   steps: integer(0..3) = 2 — how many steps away they may be; the actor itself is no step away.
//   kind: string(person|organization|state|vessel|aircraft|other) = null — only actors of this kind. Example: "state"
//   country: string = null — only actors of this country, by its ISO 3166-1 alpha-3 code. Example: "RUS"
//   on: date = null — in force on that day; today without one. Example: 2023-01-20
//   ever: boolean = false — at any time, when no day is given.
//   undated: boolean = true — statements with neither date too, which may hold on any day.
//   sources: list<source> = null — only what these sources say. Example: ["wagner-2023"]
//   types: list<type> = null — only these relationship types. Example: ["SUPPLIES", "LEADS"]
//   sure: float(0..1) = 0.5 — at least so sure; one of unknown confidence passes.
//   designations: boolean = false — a designation is at odds, and a step, too.
//   limit: integer(0..2000) = 100 — at most this many, the nearest first.
// Columns
//   steps: integer — how many steps away
//   rival: actor — who is at odds with the other
//   name: string — the name
//   types: list<string> — the types of what is said
//   since: date? — the earliest first day of these statements, when one is known
//   said_by: list<string> — who says so
//   undated: integer — how many of these statements have neither date
//   statements: list<statement> — the ids of the statements

// From the other's own statements: they are few beside all that can be reached in some steps.
@signs()
WITH minus AS signed
MATCH (o:Actor {id: $other})-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED)]-(rival:Actor)
WHERE rival <> o AND @of-kind(rival) AND @sure(r) AND @walked(r)
WITH o, rival, r ORDER BY r.id
WITH o, rival, collect(r) AS against
MATCH (a:Actor {id: $actor})
WHERE a <> o
CALL (a, o, rival) {
  WITH a, o, rival WHERE a = rival
  RETURN 0 AS steps
UNION
  WITH a, o, rival WHERE a <> rival
  MATCH p = shortestPath((a)-[*..3]-(rival))
  WHERE all(r IN relationships(p) WHERE NOT type(r) IN ['DENIED', 'WITHDRAWN', 'DESCRIBES', 'PROPOSED'] AND @walked(r))
    AND none(n IN nodes(p) WHERE n = o)
    // As in `paths`: actors are not near each other by what lists them both.
    AND all(n IN nodes(p)[1..-1] WHERE $designations OR NOT EXISTS { (n)-[:DESIGNATES]->() })
  RETURN length(p) AS steps
}
WITH rival, against, steps WHERE steps <= $steps
RETURN steps, rival.id AS rival, rival.name AS name,
  COLLECT { UNWIND against AS r RETURN DISTINCT type(r) AS type ORDER BY type } AS types,
  COLLECT { UNWIND against AS r WITH r.valid_from AS day WHERE day IS NOT NULL RETURN day ORDER BY day LIMIT 1 }[0] AS since,
  COLLECT { UNWIND against AS r WITH r.said_by AS speaker WHERE speaker IS NOT NULL RETURN DISTINCT speaker ORDER BY speaker } AS said_by,
  size([r IN against WHERE @undated(r)]) AS undated, [r IN against | r.id] AS statements
ORDER BY steps, name, rival LIMIT $limit
