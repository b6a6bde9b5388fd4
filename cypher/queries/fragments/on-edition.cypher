// Whether a day lies between the edition of its list that first had a listing and the last one read, which still has it.
//
// Arguments
//   r — the DESIGNATES
//   day — the day
coalesce(@r.said_at <= @day, false) AND EXISTS {
  MATCH (edition:Run) USING INDEX edition:Run(source, n)
  WHERE edition.source = @r.source AND edition.n >= 0 AND edition.status = 'done' AND edition.said_at >= @day
}
