// The due time for which a piece of housekeeping was done last.
//
// Parameters
//   what: string — `tidy` or `backup`
// Columns
//   done_for: datetime — the due time for which it was done last
MATCH (t:Turn {id: $what}) RETURN t.done_for AS done_for
