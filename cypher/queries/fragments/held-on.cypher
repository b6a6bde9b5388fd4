// Whether a statement held on a day; an end that is not said is open.
//
// Arguments
//   r — the statement
//   day — the day
coalesce(@r.valid_from <= @day, true) AND coalesce(@r.valid_to >= @day, true)
