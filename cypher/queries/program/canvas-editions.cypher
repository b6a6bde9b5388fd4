// The latest editions of each source: the day from which what a run brought was known.
//
// Parameters
//   each: integer(0..) = 100 — at most this many of a source, the latest.
// Columns
//   source: string — the source's id
//   title: string — its title
//   run: string — the run's id
//   day: date — the date of its publication; the day of the run where none is said
//   dated: boolean — the publication has a date
MATCH (s:Source) WHERE s.id >= ''
CALL (s) {
  MATCH (r:Run) USING INDEX r:Run(source, n)
  WHERE r.source = s.id AND r.n >= 0 AND r.status = 'done'
  RETURN r ORDER BY r.n DESC LIMIT $each
}
RETURN s.id AS source, coalesce(s.title, s.id) AS title, r.id AS run, coalesce(r.said_at, date(r.started_at)) AS day,
  r.said_at IS NOT NULL AS dated
ORDER BY day, source, run
