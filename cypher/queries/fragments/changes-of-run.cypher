// What a run changed as `r` from `s` to `o`: the `change`, whether the run `brought` it, and the version before, `w`.
//
// uses: declared-types, statements-of-source
// Parameters
//   run: string — the run's id
//   limit: integer — at most this many changes
@declared-types()
MATCH (run:Run {id: $run})
WITH declared, run.source AS source
CALL (declared, source) {
  @statements-of-source(source, r.recorded_run = $run)
UNION ALL
  MATCH (:Actor)-[r:DENIED]->(:Actor) USING INDEX r:DENIED(source, statement)
  WHERE r.source = source AND r.statement >= '' AND r.recorded_run = $run
  RETURN r
UNION ALL
  MATCH (:Actor)-[r:WITHDRAWN]->(:Actor) USING INDEX r:WITHDRAWN(source, statement)
  WHERE r.source = source AND r.statement >= ''
    AND (r.recorded_run = $run OR (r.withdrawn_run = $run AND r.why <> 'changed'))
  RETURN r
}
WITH r, startNode(r) AS s, endNode(r) AS o, r.recorded_run = $run AS brought
ORDER BY coalesce(r.type, type(r)), s.name, o.name, r.id LIMIT $limit
// The version before, when this is not the first; a version both brought and taken by the run counts as brought.
CALL (r, brought) {
  OPTIONAL MATCH ()-[w:WITHDRAWN]->() USING INDEX SEEK w:WITHDRAWN(source, statement)
  WHERE brought AND NOT r.id ENDS WITH ':1' AND w.source = r.source AND w.statement = r.statement AND w.id <> r.id
    AND w.recorded_at < r.recorded_at
  RETURN w ORDER BY w.recorded_at DESC, w.id DESC LIMIT 1
}
WITH r, s, o, brought, w, CASE
  WHEN NOT brought THEN r.why
  WHEN w IS NULL THEN 'created'
  WHEN w.why = 'changed' AND w.withdrawn_run = $run THEN 'changed'
  ELSE 'returned'
END AS change
