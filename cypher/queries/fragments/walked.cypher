// Whether a chain may go along a statement: one that passes the filter; a designation only when it is asked for.
//
// uses: chosen
// Arguments
//   r — the statement
// Parameters
//   on: date — the day; null for today
//   ever: boolean — at any time, when no day is given
//   undated: boolean — statements with neither date too
//   sources: list<string> — only these sources' statements; null for all
//   types: list<string> — only these types; null for all
//   sure: float — at least so sure; one of unknown confidence passes
//   designations: boolean — along designations too
(($designations OR type(@r) <> 'DESIGNATES') AND @chosen(@r))
