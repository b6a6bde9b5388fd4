// Whether a span of days holds the day asked for, today without one; any does when all time is asked for.
//
// Arguments
//   since — its first day
//   until — its last
// Parameters
//   on: date — the day; null for today
//   ever: boolean — at any time, when no day is given
(($ever AND $on IS NULL)
  OR (coalesce(@since <= coalesce($on, date()), true) AND coalesce(@until >= coalesce($on, date()), true)))
