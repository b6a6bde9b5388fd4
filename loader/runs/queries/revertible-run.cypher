// What is known of a run that is to be reverted.
//
// Parameters
//   run: string — the run's id
// Columns
//   source: string — the source's id
//   status: string — its status
//   said_at: date? — the publication date of its input
//   reverted_by: string? — the run that reverted it
MATCH (r:Run {id: $run})
RETURN r.source AS source, r.status AS status, r.said_at AS said_at, r.reverted_by AS reverted_by
