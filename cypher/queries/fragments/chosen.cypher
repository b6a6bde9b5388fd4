// Whether a statement passes a question's own filter: when it holds, who says it, of which type, and how sure it is.
//
// uses: in-force, picked
// Arguments
//   r — the statement
// Parameters
//   on: date — the day; null for today
//   ever: boolean — at any time, when no day is given
//   undated: boolean — statements with neither date too
//   sources: list<string> — only these sources' statements; null for all
//   types: list<string> — only these types; null for all
//   sure: float — at least so sure; one of unknown confidence passes
(@in-force(@r) AND @picked(@r))
