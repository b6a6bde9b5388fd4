// Makes a relationship type known.
//
// access: write
// Parameters
//   name: string — the type
//   screen: string — its name in files and on the screen
//   sign: integer — 1, -1 or 0
//   symmetric: boolean — whether it has no direction
MERGE (t:EdgeType {name: $name}) SET t.screen = $screen, t.sign = $sign, t.symmetric = $symmetric
