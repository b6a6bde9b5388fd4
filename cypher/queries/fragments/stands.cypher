// Whether a statement of a type that the question names passes its filter: when it holds, who says it, how sure it is.
//
// uses: in-force, trusted
// Arguments
//   r — the statement
// Parameters
//   on: date — the day; null for today
//   ever: boolean — at any time, when no day is given
//   undated: boolean — statements with neither date too
//   sources: list<string> — only these sources' statements; null for all
//   sure: float — at least so sure; one of unknown confidence passes
(@in-force(@r) AND @trusted(@r))
