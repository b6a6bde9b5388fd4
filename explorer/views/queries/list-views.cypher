// The views that somebody sees by name, the latest first; the deleted ones apart.
//
// Parameters
//   owner: string — who asks; null where nobody has to log in
//   deleted: boolean — those that were deleted
//   limit: integer — at most this many
// Columns
//   id: string — its id
//   name: string — its name
//   notes: string — what its owner notes of it
//   owner: string? — whose it is; null where nobody had to log in
//   shared: boolean — others see it too
//   changed_at: datetime — when it was saved or changed
//   actors: integer — how many actors it has
// Scan: all views that have a name are read in their index.
MATCH (v:View) WHERE v.name >= ''
  AND (v.deleted_at IS NOT NULL) = $deleted
  AND ($owner IS NULL OR v.owner IS NULL OR v.owner = $owner OR v.shared)
RETURN v.id AS id, v.name AS name, v.notes AS notes, v.owner AS owner, v.shared AS shared, v.changed_at AS changed_at,
  size(v.actors) AS actors
ORDER BY changed_at DESC, id LIMIT $limit
