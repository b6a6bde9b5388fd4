// Notes that the claimed due time is dealt with.
//
// access: write
// Parameters
//   source: string — the source's id
MATCH (s:Source {id: $source})
SET s.settled_for = s.claimed_for, s.attempts = null, s.retry_at = null
