// Notes when the claimed due time is tried again.
//
// access: write
// Parameters
//   source: string — the source's id
//   more: integer — 1 when the attempt counts, else 0
//   retry_at: datetime — when it is tried again
MATCH (s:Source {id: $source})
SET s.attempts = coalesce(s.attempts, 0) + $more, s.retry_at = $retry_at
