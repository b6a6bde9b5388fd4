// What a run changed of the statements, old and new side by side, and whether the source or our reader did it.
//
// Parameters
//   run: string — the run's id. Example: "wagner-2023-1"
//   limit: integer = 200 — at most this many changes.
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
//   now: map — the fields as they are now; null when it was taken away
//   before: map — the fields as they were before; null when it is new
//   source: string — the source's id
//   run: string — the run that changed it
//   at: datetime — when
//   id: string — the version's id
// Scan: the source's statements are read in their indexes on (source, statement); of types that sources declare themselves,
//   among all relationships, when there are such types.

WITH COLLECT {
  MATCH (t:EdgeType) WHERE t.name >= '' AND NOT t.name IN ['ALLY_OF', 'RIVAL_OF', 'SUPPLIES', 'DESIGNATES', 'LEADS', 'PART_OF', 'OWNS']
  RETURN t.name
} AS declared
MATCH (run:Run {id: $run})
WITH declared, run.source AS source
CALL (declared, source) {
  MATCH (:Actor)-[r:ALLY_OF]->(:Actor) USING INDEX r:ALLY_OF(source, statement)
  WHERE r.source = source AND r.statement >= '' AND r.recorded_run = $run
  RETURN r
UNION ALL
  MATCH (:Actor)-[r:RIVAL_OF]->(:Actor) USING INDEX r:RIVAL_OF(source, statement)
  WHERE r.source = source AND r.statement >= '' AND r.recorded_run = $run
  RETURN r
UNION ALL
  MATCH (:Actor)-[r:SUPPLIES]->(:Actor) USING INDEX r:SUPPLIES(source, statement)
  WHERE r.source = source AND r.statement >= '' AND r.recorded_run = $run
  RETURN r
UNION ALL
  MATCH (:Actor)-[r:DESIGNATES]->(:Actor) USING INDEX r:DESIGNATES(source, statement)
  WHERE r.source = source AND r.statement >= '' AND r.recorded_run = $run
  RETURN r
UNION ALL
  MATCH (:Actor)-[r:LEADS]->(:Actor) USING INDEX r:LEADS(source, statement)
  WHERE r.source = source AND r.statement >= '' AND r.recorded_run = $run
  RETURN r
UNION ALL
  MATCH (:Actor)-[r:PART_OF]->(:Actor) USING INDEX r:PART_OF(source, statement)
  WHERE r.source = source AND r.statement >= '' AND r.recorded_run = $run
  RETURN r
UNION ALL
  MATCH (:Actor)-[r:OWNS]->(:Actor) USING INDEX r:OWNS(source, statement)
  WHERE r.source = source AND r.statement >= '' AND r.recorded_run = $run
  RETURN r
UNION ALL
  MATCH (:Actor)-[r:DENIED]->(:Actor) USING INDEX r:DENIED(source, statement)
  WHERE r.source = source AND r.statement >= '' AND r.recorded_run = $run
  RETURN r
UNION ALL
  MATCH (:Actor)-[r:WITHDRAWN]->(:Actor) USING INDEX r:WITHDRAWN(source, statement)
  WHERE r.source = source AND r.statement >= ''
    AND (r.recorded_run = $run OR (r.withdrawn_run = $run AND r.why <> 'changed'))
  RETURN r
UNION ALL
  WITH declared, source WHERE size(declared) > 0
  MATCH ()-[r]->()
  WHERE type(r) IN declared AND r.source = source AND r.recorded_run = $run
  RETURN r
}
WITH r, startNode(r) AS s, endNode(r) AS o, r.recorded_run = $run AS brought ORDER BY r.id LIMIT $limit
// The version before, when this is not the first; a version both brought and taken by the run counts as brought.
CALL (r, brought) {
  OPTIONAL MATCH ()-[w:WITHDRAWN]->() USING INDEX SEEK w:WITHDRAWN(source, statement)
  WHERE brought AND NOT r.id ENDS WITH ':1' AND w.source = r.source AND w.statement = r.statement AND w.id <> r.id
    AND w.recorded_at < r.recorded_at
  RETURN w ORDER BY w.recorded_at DESC, w.id DESC LIMIT 1
}
WITH r, s, o, brought, w, CASE
  WHEN NOT brought THEN r.why
  WHEN w IS NULL THEN 'created'
  WHEN w.why = 'changed' AND w.withdrawn_run = $run THEN 'changed'
  ELSE 'returned'
END AS change
RETURN change, coalesce(CASE WHEN brought THEN r.because ELSE r.withdrawn_because END, 'source') AS because,
  coalesce(r.type, type(r)) AS type, type(r) = 'DENIED' OR coalesce(r.denied, false) AS denied,
  s.id AS subject, s.name AS subject_name, o.id AS object, o.name AS object_name, r.said_by AS said_by,
  r.evidence AS evidence, CASE WHEN brought THEN r {.said_by, .evidence, .url, .locator, .valid_from, .valid_to, .confidence, .stance, .goods, .quantity, .programme,
  .status, .obligation, .share, .direct} END AS now,
  CASE WHEN NOT brought THEN r {.said_by, .evidence, .url, .locator, .valid_from, .valid_to, .confidence, .stance, .goods, .quantity, .programme,
  .status, .obligation, .share, .direct} WHEN w IS NOT NULL THEN w {.said_by, .evidence, .url, .locator, .valid_from, .valid_to, .confidence, .stance, .goods, .quantity, .programme,
  .status, .obligation, .share, .direct} END AS before,
  r.source AS source, $run AS run, CASE WHEN brought THEN r.recorded_at ELSE r.withdrawn_at END AS at, r.id AS id
ORDER BY change, type, subject_name, object_name, id
