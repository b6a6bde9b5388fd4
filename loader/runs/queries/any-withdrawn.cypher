// Whether anything was ever withdrawn from a source.
//
// Parameters
//   source: string — the source's id
// Columns
//   one: integer — 1
MATCH ()-[w:WITHDRAWN]->() WHERE w.source = $source AND w.statement >= '' RETURN 1 AS one LIMIT 1
