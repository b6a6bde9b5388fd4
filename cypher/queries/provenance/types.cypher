// The relationship types between actors that the graph knows, those declared by sources included.
//
// Parameters
// Columns
//   name: string — the type
//   screen: string — its name in files and on the screen
//   sign: integer — 1 ties, -1 divides, 0 neither
//   symmetric: boolean — stored once, read in both directions
// Scan: a handful of EdgeType nodes, one for each type
MATCH (t:EdgeType)
RETURN t.name AS name, t.screen AS screen, t.sign AS sign, t.symmetric AS symmetric
ORDER BY name
