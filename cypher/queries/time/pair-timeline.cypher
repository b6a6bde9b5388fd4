// How two actors stood to each other over time: one row for each span of days in which the same statements held.
//
// uses: signs, sure
// asks: How did {a} and {b} stand to each other over time?
// Parameters
//   a: actor — one actor's id. Example: "wagner-2023:wagner-group"
//   b: actor — the other's id. Example: "states:UKR"
//   sources: list<source> = null — only what these sources say. Example: ["wagner-2023"]
//   types: list<type> = null — only these relationship types. Example: ["SUPPLIES", "LEADS"]
//   sure: float(0..1) = 0.5 — at least so sure; one of unknown confidence passes.
// Columns
//   since: date? — the span's first day; null before the first date that is said
//   until: date? — its last day; null after the last
//   sign: integer? — 1, -1, 0 when statements of both signs held, null when none held
//   types: list<string> — the types of the statements that held
//   statements: list<statement> — their ids
//   said_by: list<string> — who says so

// Statements of confidence 0.5 or more, or unknown, of types that have a sign. A span is tried by its first day, the span
// before all dates by what has no first day.
@signs()
WITH plus, plus + minus AS signed
MATCH (a:Actor {id: $a})
MATCH (b:Actor {id: $b})
WHERE a <> b
CALL (a, b, signed) {
  MATCH (a)-[r:!(DENIED|WITHDRAWN)]-(b)
  WHERE @sure(r)
  WITH r ORDER BY r.id LIMIT 2000
  RETURN collect(r) AS said
}
WITH plus, said, COLLECT {
  UNWIND [r IN said | r.valid_from] + [r IN said | r.valid_to + duration({days: 1})] AS day
  WITH DISTINCT day WHERE day IS NOT NULL
  RETURN day ORDER BY day
} AS days
WHERE size(said) > 0
WITH plus, said, [null] + days AS starts
UNWIND range(0, size(starts) - 1) AS place
WITH plus, said, starts[place] AS since, starts[place + 1] - duration({days: 1}) AS until
WITH plus, since, until, [r IN said
  WHERE (r.valid_from IS NULL OR coalesce(r.valid_from <= since, false))
    AND (r.valid_to IS NULL OR coalesce(r.valid_to >= coalesce(since, until), false))] AS held
WITH since, until, held, [r IN held | type(r) IN plus] AS signs
RETURN since, until,
  CASE WHEN size(held) = 0 THEN null WHEN all(s IN signs WHERE s) THEN 1 WHEN none(s IN signs WHERE s) THEN -1 ELSE 0 END AS sign,
  COLLECT { UNWIND held AS r RETURN DISTINCT type(r) AS type ORDER BY type } AS types,
  [r IN held | r.id] AS statements,
  COLLECT { UNWIND held AS r RETURN DISTINCT r.said_by AS who ORDER BY who } AS said_by
ORDER BY coalesce(since, date('-999999999-01-01'))
