// The sign and the direction of a relationship type; no row for one that the graph does not know.
//
// Parameters
//   name: string — the type
// Columns
//   sign: integer — 1, -1 or 0
//   symmetric: boolean — whether it has no direction
MATCH (t:EdgeType {name: $name}) RETURN t.sign AS sign, t.symmetric AS symmetric
