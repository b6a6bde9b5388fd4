// The names of some records.
//
// Parameters
//   ids: list<string> — their ids
// Columns
//   id: string — its id
//   name: string — its name
UNWIND $ids AS id MATCH (r:Record {id: id}) RETURN id, r.name AS name
