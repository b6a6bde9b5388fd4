// The live statements that name some records, whoever states them but one source.
//
// Parameters
//   ids: list<string> — their ids
//   but: string — the source whose statements don't count; null: all count
// Columns
//   id: string — the record's id
//   statement: string — the statement's key
UNWIND $ids AS id
MATCH (:Record {id: id})-[:DESCRIBES]->(:Actor)-[e:!WITHDRAWN]-(:Actor)
WHERE (e.subject_record = id OR e.object_record = id) AND ($but IS NULL OR e.source <> $but)
RETURN DISTINCT id, e.statement AS statement
