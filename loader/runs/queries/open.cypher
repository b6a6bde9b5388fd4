// Forgets what was loaded last before the first write: a run that dies from here on must be run again.
//
// access: write
// Parameters
//   source: string — the source's id
//   at: datetime — the run's timestamp
MATCH (s:Source {id: $source}) SET s.fingerprint = null, s.recorded_at = $at
