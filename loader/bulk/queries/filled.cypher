// Something in the graph besides sources, runs and types: a bulk load would lose it.
//
// Columns
//   n: any — a node
// Scan: it ends at the first node that it finds
MATCH (n) WHERE NOT n:Meta AND NOT n:EdgeType AND NOT n:Source AND NOT n:Run RETURN n LIMIT 1
