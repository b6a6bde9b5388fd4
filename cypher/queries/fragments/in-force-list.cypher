// Whether a listing passes the filter and holds on the day asked for; the editions of its list bound what is not dated.
//
// uses: held-on, undated, on-edition, trusted
// Arguments
//   r — the DESIGNATES
// Parameters
//   on: date — the day; null for today
//   ever: boolean — at any time, when no day is given
//   undated: boolean — those too that no date and no edition makes certain for the day
//   sources: list<string> — only these sources' statements; null for all
//   sure: float — at least so sure; one of unknown confidence passes
((($ever AND $on IS NULL) OR (@held-on(@r, coalesce($on, date()))) AND @trusted(@r)) AND
  ($undated OR NOT @undated(@r) OR @on-edition(@r, coalesce($on, date()))) AND @trusted(@r))
