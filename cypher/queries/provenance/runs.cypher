// The latest runs, of one source or of all: how each ended and what it found.
//
// asks: How did the latest runs of {source: all sources} end?
// Parameters
//   source: source = null — only this source's. Example: "wagner-2023"
//   limit: integer(0..) = 20 — at most this many runs.
// Columns
//   id: string — the run's id
//   source: string — the source's id
//   status: string — running, done, failed, held, dropped or reverted
//   started_at: datetime — when it began
//   ended_at: datetime? — when it ended
//   said_at: date? — the date of the publication that it read
//   rejected: integer? — rows that could not be taken
//   skipped: integer? — rows that the source's reader leaves out on purpose
//   records: map — of the records: read, created, changed, unchanged, withdrawn
//   statements: map — of the statements: read, created, changed, unchanged, withdrawn
//   error: string? — what went wrong, in words
//   begun_by: string? — who asked for it; null when the schedule did
//   decided_by: string? — who accepted or dropped it, when it was held
CALL () {
  WITH $source AS source WHERE source IS NOT NULL
  MATCH (r:Run) USING INDEX r:Run(source, n)
  WHERE r.source = source AND r.n >= 0
  RETURN r ORDER BY r.n DESC LIMIT $limit
UNION
  WITH $source AS source WHERE source IS NULL
  MATCH (r:Run) USING INDEX r:Run(started_at)
  WHERE r.started_at IS NOT NULL
  RETURN r ORDER BY r.started_at DESC LIMIT $limit
}
RETURN r.id AS id, r.source AS source, r.status AS status, r.started_at AS started_at, r.ended_at AS ended_at,
  r.said_at AS said_at, r.rejected AS rejected, r.skipped AS skipped,
  {read: r.records_read, created: r.records_created, changed: r.records_changed, unchanged: r.records_unchanged,
   withdrawn: r.records_withdrawn} AS records,
  {read: r.read, created: r.created, changed: r.changed, unchanged: r.unchanged, withdrawn: r.withdrawn} AS statements,
  r.error AS error, r.begun_by AS begun_by, r.decided_by AS decided_by
ORDER BY started_at DESC, r.n DESC, id
