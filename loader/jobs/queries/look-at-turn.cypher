// Locks a piece of housekeeping and says whether it is due: nobody has done it for a due time.
//
// access: write
// Parameters
//   what: string — `tidy` or `backup`
//   first: datetime — the due time that counts as done when nobody has looked yet
//   due: datetime — the due time
// Columns
//   due: boolean — whether it is due
MERGE (t:Turn {id: $what}) ON CREATE SET t.done_for = $first
SET t.touched = datetime()
RETURN t.done_for < $due AS due
