// Whether a statement is as sure as the question's filter asks; one of unknown confidence is.
//
// Arguments
//   r — the statement
// Parameters
//   sure: float — at least so sure; one of unknown confidence passes
coalesce(@r.confidence, 1.0) >= $sure
