// The names of all constraints.
//
// Columns
//   name: string — the name
SHOW CONSTRAINTS YIELD name RETURN name
