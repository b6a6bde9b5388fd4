// The run of each source that was the first to write anything.
//
// Columns
//   source: string — the source's id
//   run: string? — that run's id
MATCH (s:Source) WHERE s.id >= ''
CALL (s) {
  OPTIONAL MATCH (r:Run) USING INDEX r:Run(source, n)
  WHERE r.source = s.id AND r.n >= 0 AND r.status IN ['done', 'reverted'] AND r.reverts IS NULL
    AND coalesce(r.created, 0) + coalesce(r.records_created, 0) > 0
  RETURN r ORDER BY r.n LIMIT 1
}
RETURN s.id AS source, r.id AS run
ORDER BY source
