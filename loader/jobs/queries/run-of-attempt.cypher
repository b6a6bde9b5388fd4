// The run that an attempt began.
//
// Parameters
//   source: string — the source's id
//   job: string — the attempt of a scheduler
// Columns
//   run: string — the run's id
MATCH (r:Run) WHERE r.source = $source AND r.n >= 0 AND r.job = $job RETURN r.id AS run
