// Every node of a graph that holds nothing yet but sources, runs and types.
//
// Columns
//   id: string — its id
//   labels: list<string> — its labels
//   said: map — its properties
// Scan: everything goes into the new graph
MATCH (n) WHERE NOT n:Meta RETURN elementId(n) AS id, labels(n) AS labels, properties(n) AS said
