// The sources that are being loaded.
//
// Columns
//   source: string — the source's id
// Scan: there are few sources
MATCH (s:Source) WHERE s.holder IS NOT NULL AND s.held_until > datetime()
RETURN s.id AS source ORDER BY source
