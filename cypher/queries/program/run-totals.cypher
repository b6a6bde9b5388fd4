// How the runs of each source ended, and what they came to in all: what monitoring counts.
//
// Columns
//   source: string — the source's id
//   status: string — running, done, failed, held, dropped or reverted
//   runs: integer — how many runs ended so
//   timed: integer — how many of them have begun and ended
//   seconds: float — how long those took, all together
//   read: integer — statements that they read
//   created: integer — statements that they created
//   changed: integer — statements that they changed
//   withdrawn: integer — statements that they withdrew
//   rejected: integer — rows that they refused
MATCH (s:Source) WHERE s.id >= ''
CALL (s) {
  MATCH (r:Run) USING INDEX r:Run(source, n)
  WHERE r.source = s.id AND r.n >= 0
  WITH r, duration.inSeconds(r.started_at, r.ended_at) AS took
  RETURN r.status AS status, count(*) AS runs, count(took) AS timed, sum(took.milliseconds / 1000.0) AS seconds,
    sum(r.read) AS read, sum(r.created) AS created, sum(r.changed) AS changed, sum(r.withdrawn) AS withdrawn,
    sum(r.rejected) AS rejected
}
RETURN s.id AS source, status, runs, timed, toFloat(seconds) AS seconds, read, created, changed, withdrawn, rejected
ORDER BY source, status
