// The ids of the latest runs, to suggest one of.
//
// Columns
//   id: string — the id
MATCH (r:Run) USING INDEX r:Run(started_at) WHERE r.started_at IS NOT NULL
RETURN r.id AS id ORDER BY r.started_at DESC LIMIT 2000
