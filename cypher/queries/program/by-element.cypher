// Nodes by the server's own ids: the ends of relationships that an answer brought without them.
//
// Parameters
//   elements: list<string> — element ids, as the server gives them. Example: ["4:00000000-0000-0000-0000-000000000000:0"]
// Columns
//   element: string — the element id
//   labels: list<string> — the node's labels
//   properties: map — its properties
UNWIND $elements AS element
MATCH (n) WHERE elementId(n) = element
WITH DISTINCT n
RETURN elementId(n) AS element, labels(n) AS labels, properties(n) AS properties
ORDER BY element
