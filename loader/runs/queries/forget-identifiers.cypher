// Takes the identifiers from records that are replaced.
//
// access: write
// Parameters
//   rows: list<map> — the records that take their places (the writer's RecordRow)
UNWIND $rows AS row
MATCH (:Record {id: row.id})-[has:HAS]->()
DELETE has
