// Claims that rest on one source: what this source says of two actors and no other source says too.
//
// Parameters
//   source: string — the source's id. Example: "wagner-2023"
//   limit: integer = 200 — at most this many claims.
// Columns
//   type: string — the type that is claimed
//   subject: string — the subject's id; the smaller id for symmetric types
//   subject_name: string — its name
//   object: string — the object's id
//   object_name: string — its name
//   said_by: list<string> — the speakers whom the source names
//   confidence: float — the highest, when one is known
//   statements: list<string> — the ids of the statements
// Scan: the source's statements are read in their indexes on (source, statement); of types that sources declare themselves,
//   among all relationships, when there are such types.

WITH COLLECT {
  MATCH (t:EdgeType) WHERE t.name >= '' AND NOT t.name IN ['ALLY_OF', 'RIVAL_OF', 'SUPPLIES', 'DESIGNATES', 'LEADS', 'PART_OF', 'OWNS']
  RETURN t.name
} AS declared
CALL (declared) {
  MATCH (:Actor)-[r:ALLY_OF]->(:Actor) USING INDEX r:ALLY_OF(source, statement)
  WHERE r.source = $source AND r.statement >= ''
  RETURN r
UNION ALL
  MATCH (:Actor)-[r:RIVAL_OF]->(:Actor) USING INDEX r:RIVAL_OF(source, statement)
  WHERE r.source = $source AND r.statement >= ''
  RETURN r
UNION ALL
  MATCH (:Actor)-[r:SUPPLIES]->(:Actor) USING INDEX r:SUPPLIES(source, statement)
  WHERE r.source = $source AND r.statement >= ''
  RETURN r
UNION ALL
  MATCH (:Actor)-[r:DESIGNATES]->(:Actor) USING INDEX r:DESIGNATES(source, statement)
  WHERE r.source = $source AND r.statement >= ''
  RETURN r
UNION ALL
  MATCH (:Actor)-[r:LEADS]->(:Actor) USING INDEX r:LEADS(source, statement)
  WHERE r.source = $source AND r.statement >= ''
  RETURN r
UNION ALL
  MATCH (:Actor)-[r:PART_OF]->(:Actor) USING INDEX r:PART_OF(source, statement)
  WHERE r.source = $source AND r.statement >= ''
  RETURN r
UNION ALL
  MATCH (:Actor)-[r:OWNS]->(:Actor) USING INDEX r:OWNS(source, statement)
  WHERE r.source = $source AND r.statement >= ''
  RETURN r
UNION ALL
  WITH declared WHERE size(declared) > 0
  MATCH ()-[r]->()
  WHERE type(r) IN declared AND r.source = $source
  RETURN r
}
MATCH (t:EdgeType {name: type(r)})
WITH r, t, startNode(r) AS s, endNode(r) AS o
WITH r, t, CASE WHEN t.symmetric AND o.id < s.id THEN [o, s] ELSE [s, o] END AS ends
WITH r, t, ends[0] AS s, ends[1] AS o ORDER BY r.said_by, r.id
WITH t, s, o, collect(DISTINCT r.said_by) AS said_by, max(r.confidence) AS confidence, collect(r.id) AS statements
WHERE s <> o AND NOT EXISTS {
  MATCH (s)-[e:!(DENIED|WITHDRAWN)]-(o)
  WHERE type(e) = t.name AND e.source <> $source AND (t.symmetric OR startNode(e) = s)
}
RETURN t.name AS type, s.id AS subject, s.name AS subject_name, o.id AS object, o.name AS object_name, said_by,
  confidence, statements
ORDER BY type, subject_name, object_name, subject, object
LIMIT $limit
