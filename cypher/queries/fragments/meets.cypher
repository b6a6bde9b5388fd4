// Whether a statement held on some day of a span; ends that are not said, of either, are open.
//
// Arguments
//   r — the statement
//   since — the span's first day
//   until — its last day
(coalesce(@r.valid_from <= @until, true) AND coalesce(@r.valid_to >= @since, true))
