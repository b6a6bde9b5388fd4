// Makes a source known, so that it can be held.
//
// access: write
// Parameters
//   source: string — the source's id
MERGE (s:Source {id: $source})
