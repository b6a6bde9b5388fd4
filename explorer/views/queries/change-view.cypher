// Gives a view another name, other notes, and shares it or not.
//
// access: write
// Parameters
//   id: string — its id
//   name: string — its name
//   notes: string — its notes
//   shared: boolean — others see it too
MATCH (v:View {id: $id}) SET v.name = $name, v.notes = $notes, v.shared = $shared, v.changed_at = datetime()
