// How large the graph is: what the console bounds a statement's cost by.
//
// Columns
//   nodes: integer — all nodes, records, versions and runs included
//   relationships: integer — all relationships

// Both numbers come from the database's own counters.
CALL () { MATCH (n) RETURN count(n) AS nodes }
CALL () { MATCH ()-[r]->() RETURN count(r) AS relationships }
RETURN nodes, relationships
