// Notes with a run why it rejects rows.
//
// access: write
// Parameters
//   run: string — the run's id
//   reasons: string — how many rows were rejected for each reason: JSON
MATCH (r:Run {id: $run}) SET r.reasons = $reasons
