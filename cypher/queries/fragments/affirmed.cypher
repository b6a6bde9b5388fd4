// Whether a statement passes the screen's filter and is no denial.
//
// uses: passes
// Arguments
//   r — the statement
// Parameters
//   filter: map — hidden, sources, confidence, stances, first, last, known, undated
(type(@r) <> 'DENIED' AND NOT coalesce(@r.denied, false) AND @passes(@r))
