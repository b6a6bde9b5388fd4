// The relationship types between actors that the graph knows.
//
// Columns
//   name: string — the type
// Scan: one node for each type
MATCH (t:EdgeType) RETURN t.name AS name ORDER BY name
