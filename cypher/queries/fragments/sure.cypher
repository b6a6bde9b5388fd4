// Whether a statement has a sign and passes a question's filter but for its days; `signed` holds the types that have a sign.
//
// uses: picked
// Arguments
//   r — the statement
// Parameters
//   sources: list<string> — only these sources' statements; null for all
//   types: list<string> — only these types; null for all
//   sure: float — at least so sure; one of unknown confidence passes
type(@r) IN signed AND @picked(@r)
