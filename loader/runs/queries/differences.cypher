// Notes with a held run what it would change.
//
// access: write
// Parameters
//   run: string — the run's id
//   differences: string — what it would change: JSON
MATCH (r:Run {id: $run}) SET r.differences = $differences
