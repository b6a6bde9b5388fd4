// What changed of the statements about certain actors since a day, the latest first, and whether source or reader did it.
//
// uses: content
// Parameters
//   actors: list<string> — the actors' ids. Example: ["wagner-2023:wagner-group"]
//   since: date — on this day (of UTC) or later. Example: 2023-01-01
//   limit: integer(0..) = 200 — at most this many changes.
// Columns
//   change: string — created, changed, returned (it had been withdrawn), or why it was taken away: ended, retracted, reverted
//   because: string — source or reader
//   type: string — the type that is claimed or denied
//   denied: boolean — it is a denial
//   subject: string — the subject's id
//   subject_name: string — its name
//   object: string — the object's id
//   object_name: string — its name
//   said_by: string — who says so
//   evidence: string — what is said, in our own words
//   now: map? — the fields as they are now; null when it was taken away
//   before: map? — the fields as they were before; null when it is new
//   source: string — the source's id
//   run: string — the run that changed it
//   at: datetime — when
//   id: statement — the version's id
UNWIND $actors AS id
MATCH (a:Actor {id: id})-[r]-(:Actor)
WITH DISTINCT r, datetime({date: $since}) AS since
UNWIND [true, false] AS brought
WITH r, brought, CASE WHEN brought THEN r.recorded_at WHEN r.why <> 'changed' THEN r.withdrawn_at END AS at, since
WHERE at >= since
WITH r, startNode(r) AS s, endNode(r) AS o, brought, at ORDER BY at DESC, r.id LIMIT $limit
CALL (r, brought) {
  OPTIONAL MATCH ()-[w:WITHDRAWN]->() USING INDEX SEEK w:WITHDRAWN(source, statement)
  WHERE brought AND NOT r.id ENDS WITH ':1' AND w.source = r.source AND w.statement = r.statement AND w.id <> r.id
    AND w.recorded_at < r.recorded_at
  RETURN w ORDER BY w.recorded_at DESC, w.id DESC LIMIT 1
}
WITH r, s, o, brought, at, w, CASE
  WHEN NOT brought THEN r.why
  WHEN w IS NULL THEN 'created'
  WHEN w.why = 'changed' AND w.withdrawn_run = r.recorded_run THEN 'changed'
  ELSE 'returned'
END AS change
RETURN change, coalesce(CASE WHEN brought THEN r.because ELSE r.withdrawn_because END, 'source') AS because,
  coalesce(r.type, type(r)) AS type, type(r) = 'DENIED' OR coalesce(r.denied, false) AS denied,
  s.id AS subject, s.name AS subject_name, o.id AS object, o.name AS object_name, r.said_by AS said_by,
  r.evidence AS evidence, CASE WHEN brought THEN @content(r) END AS now,
  CASE WHEN NOT brought THEN @content(r) WHEN w IS NOT NULL THEN @content(w) END AS before,
  r.source AS source, CASE WHEN brought THEN r.recorded_run ELSE r.withdrawn_run END AS run, at, r.id AS id
ORDER BY at DESC, type, subject_name, object_name, id
