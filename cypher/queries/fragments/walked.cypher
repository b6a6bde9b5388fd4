// Whether a chain may go along a statement: one in force; a designation only when it is asked for.
//
// uses: in-force
// Arguments
//   r — the statement
// Parameters
//   on: date — the day; null for today
//   ever: boolean — at any time, when no day is given
//   undated: boolean — statements with neither date too
//   designations: boolean — along designations too
(($designations OR type(@r) <> 'DESIGNATES') AND @in-force(@r))
