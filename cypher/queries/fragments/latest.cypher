// The latest of some days; null when none is said.
//
// Arguments
//   days — the list
reduce(latest = null, day IN @days | CASE WHEN latest IS NULL OR day > latest THEN coalesce(day, latest) ELSE latest END)
