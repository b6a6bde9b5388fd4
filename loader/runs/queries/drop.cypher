// Discards a held run.
//
// access: write
// Parameters
//   run: string — the run's id
//   by: string — who dropped it
MATCH (r:Run {id: $run, status: 'held'})
SET r.status = 'dropped', r.error = 'dropped by hand', r.decided_by = $by, r.ended_at = datetime()
