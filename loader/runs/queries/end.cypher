// Notes how a run ended.
//
// access: write
// Parameters
//   run: string — the run's id
//   counts: map — the run's counts as properties
//   status: string — how it ended
//   error: string — what went wrong, or what it waits for
// Columns
//   source: string — the source's id
MATCH (r:Run {id: $run})-[:OF]->(s:Source)
SET r += $counts, r.status = $status, r.ended_at = datetime(), r.error = $error
RETURN s.id AS source
