// The status of a run of a source.
//
// Parameters
//   run: string — the run's id
//   source: string — the source's id
// Columns
//   status: string — its status
MATCH (r:Run {id: $run}) WHERE r.source = $source RETURN r.status AS status
