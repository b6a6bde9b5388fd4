// Whether an input of a source was loaded as a whole before.
//
// Parameters
//   source: string — the source's id
//   input: string — sha256 of the input
// Columns
//   one: integer — 1
MATCH (r:Run)
WHERE r.source = $source AND r.n >= 0 AND r.input = $input AND r.status IN ['done', 'reverted']
RETURN 1 AS one LIMIT 1
