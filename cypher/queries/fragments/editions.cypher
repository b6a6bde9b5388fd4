// Since and until when a listing is sure to have been on its list: `on_list_by`, `on_list_until`, by the dates of its editions.
//
// Arguments
//   r — the DESIGNATES
CALL (@r) {
  OPTIONAL MATCH ()-[before:WITHDRAWN]->() USING INDEX SEEK before:WITHDRAWN(source, statement)
  WHERE before.source = @r.source AND before.statement = @r.statement
  WITH @r, collect(before) AS versions
  WITH @r, versions, reduce(gap = null, v IN versions | CASE
    WHEN v.why <> 'changed' AND (gap IS NULL OR v.withdrawn_at > gap) THEN v.withdrawn_at ELSE gap END) AS gap
  RETURN reduce(first = @r.said_at, v IN versions | CASE
    WHEN v.why = 'changed' AND coalesce(v.recorded_at >= gap, true) AND v.said_at < first THEN v.said_at ELSE first
  END) AS on_list_by
}
CALL (@r) {
  OPTIONAL MATCH (edition:Run) USING INDEX edition:Run(source, n)
  WHERE edition.source = @r.source AND edition.n >= 0 AND edition.status = 'done'
  RETURN max(edition.said_at) AS on_list_until
}
