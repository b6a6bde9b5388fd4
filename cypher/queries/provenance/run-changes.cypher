// What a run changed: the statements that it brought, those that it brought in another wording, and those that it took away.
//
// uses: changes-of-run
// Parameters
//   run: run — the run's id. Example: "wagner-2023-1"
//   limit: integer(0..) = 500 — at most this many changes.
// Columns
//   change: string — created, changed, returned (it had been withdrawn), or why it was taken away: ended, retracted, reverted
//   type: string — the type that is claimed or denied
//   denied: boolean — it is a denial
//   subject: actor — the subject's id
//   subject_name: string — its name
//   object: actor — the object's id
//   object_name: string — its name
//   said_by: string — who says so
//   evidence: string — what is said, in our own words
//   before: statement? — the id of the version that this one replaced
//   id: statement — the version's id
// Scan: the source's statements are read in their indexes on (source, statement); of types that sources declare themselves,
//   among all relationships, when there are such types.

@changes-of-run()
RETURN change, coalesce(r.type, type(r)) AS type, type(r) = 'DENIED' OR coalesce(r.denied, false) AS denied,
  s.id AS subject, s.name AS subject_name, o.id AS object, o.name AS object_name, r.said_by AS said_by,
  r.evidence AS evidence, w.id AS before, r.id AS id
ORDER BY type, subject_name, object_name, id
