// The ids of sources, to suggest one of.
//
// Columns
//   id: string — the id
// Scan: every source is read, at most 2,000
MATCH (s:Source) WHERE s.id >= '' RETURN s.id AS id LIMIT 2000
