// Discards the held runs of a source that another has overtaken.
//
// access: write
// Parameters
//   source: string — the source's id
//   run: string — the run's id
MATCH (r:Run) WHERE r.source = $source AND r.n >= 0 AND r.status = 'held' AND r.id <> $run
SET r.status = 'dropped', r.error = 'superseded by ' + $run
