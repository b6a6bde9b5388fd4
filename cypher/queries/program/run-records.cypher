// What a run changed of the records: what a source says of actors, old and new side by side. What a later run changed again
// stands with that one.
//
// uses: record-content
// Parameters
//   run: string — the run's id. Example: "wagner-2023-1"
//   limit: integer(0..) = 200 — at most this many changes.
// Columns
//   change: string — created, changed or withdrawn
//   because: string — source or reader
//   actor: string — the id of the actor that it describes
//   name: string — the record's name
//   now: map? — what is said now; null when it was withdrawn
//   before: map? — what was said before; null when it is new
//   source: string — the source's id
//   run: string — the run that changed it
//   at: datetime — when
//   id: string — the record's id
// Scan: the source's records are read in their index on (source, key).
MATCH (run:Run {id: $run})
WITH run.source AS source
MATCH (r:Record) USING INDEX r:Record(source, key)
WHERE r.source = source AND r.key >= '' AND (r.recorded_run = $run OR r.withdrawn_run = $run)
WITH r, coalesce(r.withdrawn_run = $run, false) AS gone ORDER BY r.key LIMIT $limit
OPTIONAL MATCH (v:RecordVersion {id: r.id + ':' + toString(r.n - 1)})
MATCH (r)-[:DESCRIBES]->(a:Actor)
RETURN CASE WHEN gone THEN 'withdrawn' WHEN v IS NULL THEN 'created' ELSE 'changed' END AS change,
  coalesce(CASE WHEN gone THEN r.withdrawn_because ELSE r.because END, 'source') AS because, a.id AS actor, r.name AS name,
  CASE WHEN NOT gone THEN @record-content(r) END AS now,
  CASE WHEN gone THEN @record-content(r)
       WHEN v IS NOT NULL THEN @record-content(v) END AS before,
  r.source AS source, $run AS run, CASE WHEN gone THEN r.withdrawn_at ELSE r.recorded_at END AS at, r.id AS id
ORDER BY change, name, id
