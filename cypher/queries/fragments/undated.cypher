// Whether a statement has neither a first nor a last day: it may hold on any, and is certain for none.
//
// Arguments
//   r — the statement
(@r.valid_from IS NULL AND @r.valid_to IS NULL)
