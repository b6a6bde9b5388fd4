// The processes of `faultlines jobs run`, and whether each is alive by its heartbeat.
//
// Columns
//   id: string — the process, as `host:pid:start`
//   started_at: datetime — when it began
//   beat_at: datetime — its last heartbeat
//   alive: boolean — whether that was in the last 30 seconds
//   version: string — of faultlines
MATCH (s:Scheduler) WHERE s.id >= ''
RETURN s.id AS id, s.started_at AS started_at, s.beat_at AS beat_at,
  s.beat_at > datetime() - duration({seconds: 30}) AS alive, s.version AS version
ORDER BY alive DESC, started_at
