// Takes a piece of housekeeping for a due time, unless it was taken; of many who ask one is given it.
//
// access: write
// Parameters
//   what: string — `tidy` or `backup`
//   first: datetime — the due time that counts as done when nobody has looked yet
//   due: datetime — the due time
// Columns
//   id: string — its id
MERGE (t:Turn {id: $what}) ON CREATE SET t.done_for = $first
SET t.touched = datetime()
WITH t WHERE t.done_for < $due
SET t.done_for = $due
RETURN t.id AS id
