// Every relationship between the nodes of `other-nodes`.
//
// Columns
//   first: string — the node that it begins at
//   last: string — the node that it ends at
//   type: string — its type
// Scan: everything goes into the new graph
MATCH (n)-[r]->(m) RETURN elementId(n) AS first, elementId(m) AS last, type(r) AS type
