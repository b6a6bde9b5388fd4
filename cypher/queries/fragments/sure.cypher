// Whether a statement has a sign and a confidence of 0.5 or more, or none; `signed` holds the types that have a sign.
//
// Arguments
//   r — the statement
type(@r) IN signed AND coalesce(@r.confidence, 1.0) >= 0.5
