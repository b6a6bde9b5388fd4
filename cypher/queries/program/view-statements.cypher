// What is said today among the actors of a view, to be kept with it or to be compared with what was kept.
//
// uses: type-said
// Parameters
//   actors: list<string> — ids. Example: ["wagner-2023:vladimir-putin", "wagner-2023:yevgeny-prigozhin"]
//   limit: integer(0..) = 20000 — at most this many statements.
// Columns
//   id: string — the version's id
//   hash: string — of all its content
//   type: string — the type that is claimed or denied
//   denied: boolean — it is denied
//   subject: string — the subject's id
//   subject_name: string — its name
//   object: string — the object's id
//   object_name: string — its name
//   said_by: string — who says so
//   source: string — who published it
//   confidence: float? — 0–1, when known
//   stance: string — asserted, announced or denied
//   valid_from: date? — the first day on which it held, when known
//   valid_to: date? — the last day on which it held, when known
//   run: string — the run that brought this version
//   at: datetime — when

// A pair is looked for from whichever end has fewer relationships; the busiest actor is nobody's first end.
UNWIND $actors AS id
MATCH (a:Actor {id: id})
WITH DISTINCT a, COUNT { (a)--() } AS busy ORDER BY busy DESC, a.id
WITH collect(a) AS nodes
UNWIND nodes[1..] AS near
MATCH (near)-[r:!(DESCRIBES|PROPOSED|WITHDRAWN)]-(b:Actor)
WHERE near <> b AND b.id IN $actors
// Counting drops the list of ends, which each row would carry through the sort.
WITH r, count(*) AS ways ORDER BY r.id LIMIT $limit
WITH r, startNode(r) AS subject, endNode(r) AS object, type(r) = 'DENIED' AS denied
RETURN r.id AS id, r.hash AS hash, @type-said(r) AS type, denied,
  subject.id AS subject, subject.name AS subject_name, object.id AS object, object.name AS object_name,
  r.said_by AS said_by, r.source AS source, r.confidence AS confidence,
  CASE WHEN denied THEN 'denied' ELSE r.stance END AS stance, r.valid_from AS valid_from, r.valid_to AS valid_to,
  r.recorded_run AS run, r.recorded_at AS at
ORDER BY id
