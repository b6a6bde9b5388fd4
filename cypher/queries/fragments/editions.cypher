// Since and until when a statement is sure to have been on its list: `on_list_by`, `on_list_until`, by the dates of its editions.
//
// uses: later-editions
// Arguments
//   r — a statement that stands
CALL (@r) {
  @later-editions(@r)
  RETURN min(edition.said_at) AS edition_first, max(edition.said_at) AS on_list_until
}
CALL (@r) {
  OPTIONAL MATCH ()-[before:WITHDRAWN]->() USING INDEX SEEK before:WITHDRAWN(source, statement)
  WHERE before.source = @r.source AND before.statement = @r.statement
  WITH @r, collect(before) AS versions
  RETURN versions, reduce(gap = null, v IN versions | CASE
    WHEN v.why <> 'changed' AND (gap IS NULL OR v.withdrawn_at > gap) THEN v.withdrawn_at ELSE gap END) AS gap
}
CALL (edition_first, versions, gap) {
  RETURN reduce(first = edition_first, v IN versions | CASE
    WHEN v.why = 'changed' AND coalesce(v.recorded_at >= gap, true) AND v.said_at < first THEN v.said_at ELSE first
  END) AS on_list_by
}
