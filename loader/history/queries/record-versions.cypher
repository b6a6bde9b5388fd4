// The earlier versions of a source's records that a run made, replaced or withdrew.
//
// Parameters
//   source: string — the source's id
//   run: string — the run's id
// Columns
//   said: map — its properties
// Scan: a source's records have an index; which of them are of the run has none
MATCH (r:Record) WHERE r.source = $source AND r.key >= ''
MATCH (r)<-[:OF]-(v:RecordVersion)
WHERE v.recorded_run = $run OR v.replaced_run = $run OR v.withdrawn_run = $run
RETURN v {.*, id: r.id} AS said
