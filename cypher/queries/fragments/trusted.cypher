// Whether a statement is of the sources that the question's filter asks for, and as sure.
//
// uses: as-sure
// Arguments
//   r — the statement
// Parameters
//   sources: list<string> — only these sources' statements; null for all
//   sure: float — at least so sure; one of unknown confidence passes
(($sources IS NULL OR @r.source IN $sources) AND @as-sure(@r))
