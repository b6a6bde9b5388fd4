// Whether a statement stood by what was known on the filter's day; stands, when it names none.
//
// Arguments
//   r — the statement
// Parameters
//   filter: map — hidden, sources, confidence, stances, first, last, known, undated
CASE
  WHEN $filter.known IS NULL THEN type(@r) <> 'WITHDRAWN'
  ELSE coalesce(@r.said_at, date(@r.recorded_at)) <= date($filter.known)
    AND coalesce(coalesce(@r.said_until, date(@r.withdrawn_at)) > date($filter.known), true)
END
