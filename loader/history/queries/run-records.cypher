// The records of a source that a run made or withdrew, as they are now.
//
// Parameters
//   source: string — the source's id
//   run: string — the run's id
// Columns
//   said: map — its properties
// Scan: a source's records have an index; which of them are of the run has none
MATCH (r:Record) WHERE r.source = $source AND r.key >= '' AND (r.recorded_run = $run OR r.withdrawn_run = $run)
RETURN r {.*, identifiers: COLLECT { MATCH (r)-[:HAS]->(i:Identifier) RETURN i.id ORDER BY i.id }} AS said
