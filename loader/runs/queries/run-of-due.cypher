// The run that was begun for a due time and did not fail.
//
// Parameters
//   source: string — the source's id
//   due: datetime — the due time
// Columns
//   run: string — the run's id
MATCH (r:Run) WHERE r.source = $source AND r.due = $due AND NOT r.status IN ['failed', 'running']
RETURN r.id AS run LIMIT 1
