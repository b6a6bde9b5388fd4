// The live statements of a source that name some of its records.
//
// Parameters
//   ids: list<string> — the records' ids
//   source: string — the source's id
// Columns
//   statement: string — the statement's key
//   n: integer — its version
//   type: string — the relationship type
UNWIND $ids AS id
MATCH (:Record {id: id})-[:DESCRIBES]->(:Actor)-[e:!WITHDRAWN]-(:Actor)
WHERE e.source = $source AND (e.subject_record = id OR e.object_record = id)
RETURN DISTINCT e.statement AS statement, toInteger(substring(e.id, 33)) AS n, type(e) AS type
