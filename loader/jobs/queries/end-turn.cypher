// Notes that a piece of housekeeping was done for a due time, unless it was done for a later one.
//
// access: write
// Parameters
//   what: string — `tidy` or `backup`
//   due: datetime — the due time
MATCH (t:Turn {id: $what}) WHERE t.done_for < $due
SET t.done_for = $due
