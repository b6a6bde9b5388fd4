// The statements of a source that are least sure: rumours, captions, what was concluded.
//
// uses: declared-types, statements-of-source
// asks: What in {source} is less sure than {below}?
// Parameters
//   source: source — the source's id. Example: "wagner-2023"
//   below: float(0..1) = 0.5 — less sure than this; what has no confidence is left out.
//   limit: integer(0..) = 200 — at most this many statements, the least sure first.
// Columns
//   confidence: float? — 0–1
//   type: string — the relationship's type
//   subject: actor — the subject's id
//   subject_name: string — its name
//   object: actor — the object's id
//   object_name: string — its name
//   said_by: string — who says so
//   evidence: string — what is said, in our own words
//   inferred: boolean — concluded from what is said
//   id: statement — the statement's id
// Scan: the source's statements are read in their indexes on (source, statement); of types that sources declare themselves,
//   among all relationships, when there are such types.

@declared-types()
CALL (declared) {
  @statements-of-source($source, r.confidence < $below)
}
WITH r ORDER BY r.confidence, r.id LIMIT $limit
RETURN r.confidence AS confidence, type(r) AS type, startNode(r).id AS subject, startNode(r).name AS subject_name,
  endNode(r).id AS object, endNode(r).name AS object_name, r.said_by AS said_by, r.evidence AS evidence,
  coalesce(r.inferred, false) AS inferred, r.id AS id
ORDER BY confidence, id
