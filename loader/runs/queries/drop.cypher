// Discards a held run.
//
// access: write
// Parameters
//   run: string — the run's id
MATCH (r:Run {id: $run, status: 'held'})
SET r.status = 'dropped', r.error = 'dropped by hand', r.ended_at = datetime()
