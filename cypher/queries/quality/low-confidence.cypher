// The statements of a source that are least sure: rumours, captions, what was concluded.
//
// Parameters
//   source: string — the source's id. Example: "wagner-2023"
//   below: float = 0.5 — less sure than this; what has no confidence is left out.
//   limit: integer = 200 — at most this many statements, the least sure first.
// Columns
//   confidence: float — 0–1
//   type: string — the relationship's type
//   subject: string — the subject's id
//   subject_name: string — its name
//   object: string — the object's id
//   object_name: string — its name
//   said_by: string — who says so
//   evidence: string — what is said, in our own words
//   inferred: boolean — concluded from what is said
//   id: string — the statement's id
// Scan: the source's statements are read in their indexes on (source, statement); of types that sources declare themselves,
//   among all relationships, when there are such types.

WITH COLLECT {
  MATCH (t:EdgeType) WHERE t.name >= '' AND NOT t.name IN ['ALLY_OF', 'RIVAL_OF', 'SUPPLIES', 'DESIGNATES', 'LEADS', 'PART_OF', 'OWNS']
  RETURN t.name
} AS declared
CALL (declared) {
  MATCH (:Actor)-[r:ALLY_OF]->(:Actor) USING INDEX r:ALLY_OF(source, statement)
  WHERE r.source = $source AND r.statement >= '' AND r.confidence < $below
  RETURN r
UNION ALL
  MATCH (:Actor)-[r:RIVAL_OF]->(:Actor) USING INDEX r:RIVAL_OF(source, statement)
  WHERE r.source = $source AND r.statement >= '' AND r.confidence < $below
  RETURN r
UNION ALL
  MATCH (:Actor)-[r:SUPPLIES]->(:Actor) USING INDEX r:SUPPLIES(source, statement)
  WHERE r.source = $source AND r.statement >= '' AND r.confidence < $below
  RETURN r
UNION ALL
  MATCH (:Actor)-[r:DESIGNATES]->(:Actor) USING INDEX r:DESIGNATES(source, statement)
  WHERE r.source = $source AND r.statement >= '' AND r.confidence < $below
  RETURN r
UNION ALL
  MATCH (:Actor)-[r:LEADS]->(:Actor) USING INDEX r:LEADS(source, statement)
  WHERE r.source = $source AND r.statement >= '' AND r.confidence < $below
  RETURN r
UNION ALL
  MATCH (:Actor)-[r:PART_OF]->(:Actor) USING INDEX r:PART_OF(source, statement)
  WHERE r.source = $source AND r.statement >= '' AND r.confidence < $below
  RETURN r
UNION ALL
  MATCH (:Actor)-[r:OWNS]->(:Actor) USING INDEX r:OWNS(source, statement)
  WHERE r.source = $source AND r.statement >= '' AND r.confidence < $below
  RETURN r
UNION ALL
  WITH declared WHERE size(declared) > 0
  MATCH ()-[r]->()
  WHERE type(r) IN declared AND r.source = $source AND r.confidence < $below
  RETURN r
}
WITH r ORDER BY r.confidence, r.id LIMIT $limit
RETURN r.confidence AS confidence, type(r) AS type, startNode(r).id AS subject, startNode(r).name AS subject_name,
  endNode(r).id AS object, endNode(r).name AS object_name, r.said_by AS said_by, r.evidence AS evidence,
  coalesce(r.inferred, false) AS inferred, r.id AS id
ORDER BY confidence, id
