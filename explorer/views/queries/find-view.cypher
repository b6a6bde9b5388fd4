// One view with all that is kept of it.
//
// Parameters
//   id: string — its id
// Columns
//   id: string — its id
//   name: string? — its name; null for a link's
//   notes: string — what its owner notes of it
//   owner: string? — whose it is; null where nobody had to log in
//   shared: boolean — others see it too
//   created_at: datetime — when it was saved first
//   changed_at: datetime — when it was saved or changed
//   seen_at: datetime — when its canvas was kept
//   deleted_at: datetime? — when it was deleted
//   state: string — places and parts as JSON
//   actors: list<string> — the ids of its actors
//   statements: list<string> — of each statement among them the version's id and its hash
//   compared: boolean — all statements among them are kept
MATCH (v:View {id: $id})
RETURN v.id AS id, v.name AS name, v.notes AS notes, v.owner AS owner, v.shared AS shared, v.created_at AS created_at,
  v.changed_at AS changed_at, v.seen_at AS seen_at, v.deleted_at AS deleted_at, v.state AS state, v.actors AS actors,
  v.statements AS statements, v.compared AS compared
