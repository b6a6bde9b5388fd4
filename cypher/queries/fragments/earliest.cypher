// The earliest of some days; null when none is said.
//
// Arguments
//   days — the list
reduce(earliest = null, day IN @days | CASE WHEN earliest IS NULL OR day < earliest THEN coalesce(day, earliest) ELSE earliest END)
