// What a held run would change when it is accepted, as it was found when it was held.
//
// Parameters
//   run: string — the run's id. Example: "wagner-2023-1"
// Columns
//   status: string — held, or what became of it
//   why: string? — why it is held
//   differences: string? — JSON: their total, and the first of them as rows of `faultlines runs diff`; null for a run that was never held
MATCH (r:Run {id: $run})
RETURN r.status AS status, r.error AS why, r.differences AS differences
