// An actor's surroundings in a span of time: the statements with its neighbours, and of the neighbours among themselves.
//
// Parameters
//   actor: string — the actor's id. Example: "wagner-2023:yevgeny-prigozhin"
//   since: date = null — the span's first day; without it from ever. Example: 2023-01-01
//   until: date = null — its last day; without it for ever. Example: 2023-01-31
//   neighbours: integer = 50 — at most this many neighbours, those with the most statements first.
//   limit: integer = 500 — at most this many statements.
// Columns
//   id: string — the statement's id
//   type: string — the relationship's type
//   subject: string — the subject's id
//   subject_name: string — its name
//   object: string — the object's id
//   object_name: string — its name
//   said_by: string — who says so
//   confidence: float? — 0–1, when known
//   valid_from: date? — the first day on which it held, when known
//   valid_to: date? — the last day on which it held, when known

// A statement without dates is in every span. The busiest actor's statements are found from their other ends.
MATCH (a:Actor {id: $actor})
CALL (a) {
  MATCH (a)-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED)]-(b)
  WHERE a <> b AND coalesce(r.valid_from <= $until, true) AND coalesce(r.valid_to >= $since, true)
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
WHERE one <> other AND other IN nodes AND coalesce(r.valid_from <= $until, true) AND coalesce(r.valid_to >= $since, true)
WITH DISTINCT r ORDER BY r.id LIMIT $limit
RETURN r.id AS id, type(r) AS type, startNode(r).id AS subject, startNode(r).name AS subject_name,
  endNode(r).id AS object, endNode(r).name AS object_name, r.said_by AS said_by, r.confidence AS confidence,
  r.valid_from AS valid_from, r.valid_to AS valid_to
ORDER BY type, subject_name, object_name, id
