// Notes for which due time a source was taken, and how often that was tried in vain.
//
// access: write
// Parameters
//   source: string — the source's id
//   due: datetime — the due time
// Columns
//   attempts: integer — how often it was tried
MATCH (s:Source {id: $source})
SET s.attempts = CASE WHEN s.claimed_for = $due THEN coalesce(s.attempts, 0) ELSE 0 END,
    s.claimed_for = $due, s.retry_at = null
RETURN s.attempts AS attempts
