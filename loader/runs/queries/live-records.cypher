// Which of some records are live.
//
// Parameters
//   ids: list<string> — their ids
// Columns
//   id: string — its id
UNWIND $ids AS id MATCH (r:Record {id: id}) WHERE r.live RETURN r.id AS id
