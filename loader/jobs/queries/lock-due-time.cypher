// Locks a source, and says what is known of its due times.
//
// access: write
// Parameters
//   source: string — the source's id
// Columns
//   paused: boolean? — whether it waits for a person
//   claimed_for: datetime? — the due time that was taken last
//   settled: datetime? — the due time that was dealt with last
//   retry_at: datetime? — when it is tried again
MATCH (s:Source {id: $source}) SET s.touched = datetime()
RETURN s.paused AS paused, s.claimed_for AS claimed_for, s.settled_for AS settled, s.retry_at AS retry_at
