// Each source with its schedule and its runs: the last that ended, the last success, one that is held, one that goes on.
//
// Columns
//   source: string — the source's id
//   title: string — its title
//   schedule: string? — when it is loaded by itself: JSON of cron, timezone, jitter (seconds), deadline (seconds)
//   scheduled_at: datetime? — since when that schedule counts
//   expected: string? — how often its publisher brings an edition
//   edition: date? — the publication date of what was loaded last
//   paused: boolean — whether its schedule waits for a person
//   paused_by: string? — who paused it
//   claimed_for: datetime? — the due time that was taken last
//   settled_for: datetime? — the due time that was dealt with last
//   attempts: integer — how often the present due time was tried in vain
//   retry_at: datetime? — when it is tried again
//   told: string? — the state that was told last: failing, late, held or well
//   last_run: string? — the last run that ended: done, failed or held
//   last_status: string? — how it ended
//   last_started: datetime? — when it began
//   last_ended: datetime? — when it ended
//   last_error: string? — what went wrong, in words
//   success_run: string? — the last run that was done
//   success_started: datetime? — when it began
//   success_ended: datetime? — when it ended
//   rejected: integer? — rows that it could not take
//   records: integer? — records that it read
//   statements: integer? — statements that it read
//   held_run: string? — the run that waits for a person
//   held_since: datetime? — since when
//   held_why: string? — why
//   running_run: string? — the run that goes on
//   running_since: datetime? — since when
MATCH (s:Source) WHERE s.id >= ''
CALL (s) {
  OPTIONAL MATCH (r:Run) USING INDEX r:Run(source, n)
  WHERE r.source = s.id AND r.n >= 0 AND r.status IN ['done', 'failed', 'held'] AND r.reverts IS NULL
  RETURN r AS last ORDER BY r.n DESC LIMIT 1
}
CALL (s) {
  OPTIONAL MATCH (r:Run) USING INDEX r:Run(source, n)
  WHERE r.source = s.id AND r.n >= 0 AND r.status = 'done' AND r.reverts IS NULL
  RETURN r AS success ORDER BY r.n DESC LIMIT 1
}
CALL (s) {
  OPTIONAL MATCH (r:Run) USING INDEX r:Run(source, n)
  WHERE r.source = s.id AND r.n >= 0 AND r.status IN ['held', 'running']
  WITH r ORDER BY r.n DESC
  RETURN [one IN collect(r) WHERE one.status = 'held'][0] AS held,
    [one IN collect(r) WHERE one.status = 'running'][0] AS running
}
RETURN s.id AS source, s.title AS title, s.schedule AS schedule, s.scheduled_at AS scheduled_at,
  s.expected AS expected, success.said_at AS edition,
  coalesce(s.paused, false) AS paused, s.paused_by AS paused_by, s.claimed_for AS claimed_for,
  s.settled_for AS settled_for, coalesce(s.attempts, 0) AS attempts, s.retry_at AS retry_at, s.told AS told,
  last.id AS last_run, last.status AS last_status, last.started_at AS last_started, last.ended_at AS last_ended,
  last.error AS last_error, success.id AS success_run, success.started_at AS success_started,
  success.ended_at AS success_ended, success.rejected AS rejected, success.records_read AS records,
  success.read AS statements, held.id AS held_run, held.ended_at AS held_since, held.error AS held_why,
  running.id AS running_run, running.started_at AS running_since
ORDER BY source
