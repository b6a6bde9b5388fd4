// Notes that a run was reverted: the next load of its source reads anew, and its schedule waits for a person.
//
// access: write
// Parameters
//   reverts: string — the run that is reverted
//   run: string — the run's id
MATCH (old:Run {id: $reverts})-[:OF]->(s:Source)
SET old.status = 'reverted', old.reverted_by = $run, s.fingerprint = null, s.paused = true
