// Whether a statement was in force on the day asked for; an end that is not said is open.
//
// uses: held-on
// Arguments
//   r — the statement
// Parameters
//   on: date — the day; null for any
($on IS NULL OR (@held-on(@r, $on)))
