// The runs that tried to revert a run.
//
// Parameters
//   run: string — the run's id
// Columns
//   runs: list<string> — the runs' ids
MATCH (old:Run {id: $run})-[:OF]->(s:Source)
MATCH (r:Run) WHERE r.source = s.id AND r.n > old.n AND r.reverts = $run
RETURN collect(r.id) AS runs
