// Keeps a view; one whose id is there already stays as it is.
//
// access: write
// Parameters
//   id: string — its id
//   name: string — its name; null for a link's
//   notes: string — what its owner notes of it
//   owner: string — who saves it; null where nobody has to log in
//   shared: boolean — others see it too
//   state: string — places and parts as JSON
//   actors: list<string> — the ids of its actors
//   statements: list<string> — of each statement among them the version's id and its hash
//   compared: boolean — all statements among them are kept
// Columns
//   id: string — its id
MERGE (v:View {id: $id})
ON CREATE SET v.name = $name, v.notes = $notes, v.owner = $owner, v.shared = $shared, v.state = $state,
  v.actors = $actors, v.statements = $statements, v.compared = $compared, v.created_at = datetime(),
  v.changed_at = datetime(), v.seen_at = datetime()
RETURN v.id AS id
