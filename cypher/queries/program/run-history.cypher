// The latest runs of each source: when, how long, what they changed, what they refused and why.
//
// Parameters
//   each: integer(0..) = 30 — at most this many runs of a source, the latest.
// Columns
//   source: string — the source's id
//   id: string — the run's id
//   status: string — running, done, failed, held, dropped or reverted
//   started_at: datetime — when it began
//   ended_at: datetime? — when it ended
//   seconds: float? — how long it took; null while it runs
//   read: integer? — statements that it read
//   created: integer? — actors and statements that it created
//   changed: integer? — actors and statements that it changed
//   withdrawn: integer? — actors and statements that it withdrew
//   rejected: integer? — rows that it refused
//   reasons: string? — the refused rows by reason, as a JSON object; null when there are none
//   reverts: string? — the run that it took back
//   error: string? — what went wrong, in words
//   begun_by: string? — who asked for it; null when the schedule did
//   decided_by: string? — who accepted or dropped it, when it was held
MATCH (s:Source) WHERE s.id >= ''
CALL (s) {
  MATCH (r:Run) USING INDEX r:Run(source, n)
  WHERE r.source = s.id AND r.n >= 0
  RETURN r ORDER BY r.n DESC LIMIT $each
}
RETURN s.id AS source, r.id AS id, r.status AS status, r.started_at AS started_at, r.ended_at AS ended_at,
  duration.inSeconds(r.started_at, r.ended_at).milliseconds / 1000.0 AS seconds,
  r.read AS read, r.created + r.records_created AS created, r.changed + r.records_changed AS changed,
  r.withdrawn + r.records_withdrawn AS withdrawn, r.rejected AS rejected,
  r.reasons AS reasons, r.reverts AS reverts, r.error AS error, r.begun_by AS begun_by, r.decided_by AS decided_by
ORDER BY source, r.n DESC
