// An actor's surroundings in a span of time: the statements with its neighbours, and of the neighbours among themselves.
//
// uses: meets, undated, picked
// asks: How do those around {actor} stand to each other, from {since: today} to {until: today}?
// Parameters
//   actor: actor — the actor's id. Example: "wagner-2023:yevgeny-prigozhin"
//   since: date = null — the span's first day; without both days today. Example: 2023-01-01
//   until: date = null — its last day. Example: 2023-01-31
//   ever: boolean = false — at any time, when neither day is given.
//   undated: boolean = true — statements with neither date too, which may hold on any day.
//   sources: list<source> = null — only what these sources say. Example: ["wagner-2023"]
//   types: list<type> = null — only these relationship types. Example: ["SUPPLIES", "LEADS"]
//   sure: float(0..1) = 0.0 — at least so sure; one of unknown confidence passes.
//   neighbours: integer(0..) = 50 — at most this many neighbours, those with the most statements first.
//   limit: integer(0..) = 500 — at most this many statements.
// Columns
//   id: statement — the statement's id
//   type: string — the relationship's type
//   subject: actor — the subject's id
//   subject_name: string — its name
//   object: actor — the object's id
//   object_name: string — its name
//   said_by: string — who says so
//   confidence: float? — 0–1, when known
//   valid_from: date? — the first day on which it held, when known
//   valid_to: date? — the last day on which it held, when known
//   undated: boolean — it has neither a first nor a last day, so it may hold on any

// A statement without dates may be of any span. The busiest actor's statements are found from their other ends.
WITH CASE WHEN $since IS NULL AND $until IS NULL AND NOT $ever THEN date() ELSE $since END AS first,
  CASE WHEN $since IS NULL AND $until IS NULL AND NOT $ever THEN date() ELSE $until END AS last
MATCH (a:Actor {id: $actor})
CALL (a, first, last) {
  MATCH (a)-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED)]-(b)
  WHERE a <> b AND @meets(r, first, last) AND ($undated OR NOT @undated(r)) AND @picked(r)
  WITH b, count(*) AS statements ORDER BY statements DESC, b.id LIMIT $neighbours
  RETURN collect(b) AS near
}
CALL (a, near) {
  UNWIND [a] + near AS n
  WITH n ORDER BY COUNT { (n)--() } DESC, n.id
  RETURN collect(n) AS nodes
}
UNWIND nodes[1..] AS one
MATCH (one)-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED)]-(other)
WHERE one <> other AND other IN nodes AND @meets(r, first, last) AND ($undated OR NOT @undated(r)) AND @picked(r)
// Counting drops the list of ends, which each row would carry through the sort.
WITH r, count(*) AS ways ORDER BY type(r), startNode(r).name, endNode(r).name, r.id LIMIT $limit
RETURN r.id AS id, type(r) AS type, startNode(r).id AS subject, startNode(r).name AS subject_name,
  endNode(r).id AS object, endNode(r).name AS object_name, r.said_by AS said_by, r.confidence AS confidence,
  r.valid_from AS valid_from, r.valid_to AS valid_to, @undated(r) AS undated
ORDER BY type, subject_name, object_name, id
