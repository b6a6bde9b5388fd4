// Whether anything of a source was ever loaded.
//
// Parameters
//   source: string — the source's id
// Columns
//   id: string — the same id
MATCH (s:Source {id: $source}) RETURN s.id AS id
