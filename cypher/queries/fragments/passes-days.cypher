// Whether a statement that has a date held on some of the filter's days.
//
// Arguments
//   r — the statement
// Parameters
//   filter: map — hidden, sources, confidence, stances, first, last, known, undated
(coalesce(@r.valid_from <= date($filter.last), true) AND coalesce(@r.valid_to >= date($filter.first), true))
