// The sources of the graph: what they are, how much of them is live, and how their last run ended.
//
// uses: declared-types, core-statements
// asks: Which sources are there?
// Columns
//   id: string — the source's id
//   title: string — its title
//   publisher: string — who publishes it
//   url: string? — where
//   licence: string? — on which terms
//   reliability: string? — Admiralty code, A (reliable) to F (can't be judged)
//   rank: integer — the smaller, the sooner its names are shown
//   records: integer — how many of its records are live
//   statements: integer — how many of its statements stand, denials included
//   last_run: string? — the id of its last run
//   last_status: string? — running, done, failed, held, dropped or reverted
//   last_end: datetime? — when that run ended
// Scan: statements are counted in their indexes on (source, statement); of types that sources declare themselves,
//   among all relationships, when there are such types.

@declared-types()
CALL (declared) {
  WITH declared WHERE size(declared) > 0
  MATCH ()-[r]->() WHERE type(r) IN declared
  WITH r.source AS source, count(*) AS n
  RETURN collect({source: source, n: n}) AS others
}
MATCH (s:Source) WHERE s.id >= ''
CALL (s) {
  @core-statements(r.source = s.id AND r.statement >= '', count(*) AS n)
UNION ALL
  MATCH ()-[r:DENIED]->() USING INDEX r:DENIED(source, statement)
  WHERE r.source = s.id AND r.statement >= ''
  RETURN count(*) AS n
}
WITH s, others, sum(n) AS core
CALL (s) {
  MATCH (r:Record) USING INDEX r:Record(source, key)
  WHERE r.source = s.id AND r.key >= '' AND r.live
  RETURN count(*) AS records
}
CALL (s) {
  OPTIONAL MATCH (run:Run) USING INDEX run:Run(source, n)
  WHERE run.source = s.id AND run.n >= 0
  RETURN run ORDER BY run.n DESC LIMIT 1
}
RETURN s.id AS id, s.title AS title, s.publisher AS publisher, s.url AS url, s.licence AS licence,
  s.reliability AS reliability, s.rank AS rank, records,
  core + reduce(n = 0, o IN others | n + CASE o.source WHEN s.id THEN o.n ELSE 0 END) AS statements,
  run.id AS last_run, run.status AS last_status, run.ended_at AS last_end
ORDER BY rank, id
