// The live statements that name some records, whoever states them.
//
// Parameters
//   ids: list<string> — their ids
// Columns
//   id: string — the record's id
//   statement: string — the statement's key
UNWIND $ids AS id
MATCH (:Record {id: id})-[:DESCRIBES]->(:Actor)-[e:!WITHDRAWN]-(:Actor)
WHERE e.subject_record = id OR e.object_record = id
RETURN DISTINCT id, e.statement AS statement
