// All indexes, and whether they are in use.
//
// Columns
//   name: string — the name
//   state: string — ONLINE, POPULATING or FAILED
SHOW INDEXES YIELD name, state RETURN name, state
