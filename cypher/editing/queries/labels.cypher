// Every label that the graph has or had.
//
// Columns
//   name: string — the label
CALL db.labels() YIELD label RETURN label AS name
