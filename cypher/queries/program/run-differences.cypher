// What a run changed of the statements, old and new side by side, and whether the source or our reader did it.
//
// uses: changes-of-run, content
// Parameters
//   run: string — the run's id. Example: "wagner-2023-1"
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
// Scan: the source's statements are read in their indexes on (source, statement); of types that sources declare themselves,
//   among all relationships, when there are such types.

@changes-of-run()
RETURN change, coalesce(CASE WHEN brought THEN r.because ELSE r.withdrawn_because END, 'source') AS because,
  coalesce(r.type, type(r)) AS type, type(r) = 'DENIED' OR coalesce(r.denied, false) AS denied,
  s.id AS subject, s.name AS subject_name, o.id AS object, o.name AS object_name, r.said_by AS said_by,
  r.evidence AS evidence, CASE WHEN brought THEN @content(r) END AS now,
  CASE WHEN NOT brought THEN @content(r) WHEN w IS NOT NULL THEN @content(w) END AS before,
  r.source AS source, $run AS run, CASE WHEN brought THEN r.recorded_at ELSE r.withdrawn_at END AS at, r.id AS id
ORDER BY type, subject_name, object_name, id
