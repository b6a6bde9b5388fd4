// Whether a statement holds on the day asked for, today without one; an end that is not said is open.
//
// uses: held-on, undated
// Arguments
//   r — the statement
// Parameters
//   on: date — the day; null for today
//   ever: boolean — at any time, when no day is given
//   undated: boolean — statements with neither date too
((($ever AND $on IS NULL) OR (@held-on(@r, coalesce($on, date())))) AND ($undated OR NOT @undated(@r)))
