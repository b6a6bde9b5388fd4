// All sources.
//
// Columns
//   id: string — the source's id
// Scan: there are few
MATCH (s:Source) RETURN s.id AS id ORDER BY id
