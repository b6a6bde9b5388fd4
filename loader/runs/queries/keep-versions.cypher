// Keeps what records say before they are replaced, as versions of them.
//
// access: write
// Parameters
//   rows: list<map> — the records that take their places (the writer's RecordRow)
//   at: datetime — the run's timestamp
//   run: string — the run's id
// Columns
//   written: integer — how many were kept
UNWIND $rows AS row
MATCH (record:Record {id: row.id}) WHERE record.n = row.n - 1
OPTIONAL MATCH (record)-[:HAS]->(i:Identifier)
WITH record, collect(i.id) AS identifiers
CREATE (version:RecordVersion)-[:OF]->(record)
SET version = record {.*, id: record.id + ':' + toString(record.n), identifiers: identifiers,
                      replaced_at: $at, replaced_run: $run}
RETURN count(version) AS written
