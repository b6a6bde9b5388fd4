// The records of a source as they are known, in chunks by key.
//
// Parameters
//   source: string — the source's id
//   after: string — the key after which to go on
//   chunk: integer — at most so many
// Columns
//   found: list<any> — of each its id, hash, version and whether it is live
//   last: string? — the key to go on after
MATCH (r:Record) WHERE r.source = $source AND r.key > $after
WITH r ORDER BY r.source, r.key LIMIT $chunk
RETURN collect([r.id, r.hash, r.n, r.live]) AS found, max(r.key) AS last
