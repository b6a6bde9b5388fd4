// Sources that have not been read, or have not published, since a day; those that were never read first.
//
// asks: Which sources have published nothing since {before}?
// Parameters
//   before: date — stale is what is older than this. Example: 2023-01-25
//   clock: string(said|recorded) = "said" — said: by the date of the last publication that was read; recorded: by the day (of UTC) of the last reading.
// Columns
//   source: string — the source's id
//   title: string — its title
//   last: date? — the date by that clock; null when there is none
//   run: string? — the last run that was done
//   failed_since: integer — how many runs have failed or been held since
MATCH (s:Source) WHERE s.id >= ''
CALL (s) {
  OPTIONAL MATCH (r:Run) USING INDEX r:Run(source, n)
  WHERE r.source = s.id AND r.n >= 0 AND r.status = 'done'
  RETURN r AS run ORDER BY r.n DESC LIMIT 1
}
WITH s, run, CASE $clock WHEN 'recorded' THEN date(run.ended_at) ELSE run.said_at END AS last
WHERE last IS NULL OR last < $before
RETURN s.id AS source, s.title AS title, last, run.id AS run, COUNT {
  MATCH (r:Run) WHERE r.source = s.id AND r.n > coalesce(run.n, -1) AND r.status IN ['failed', 'held']
} AS failed_since
ORDER BY last IS NOT NULL, last, source
