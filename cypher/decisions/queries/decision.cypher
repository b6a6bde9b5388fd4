// One decision.
//
// Parameters
//   id: string — its id
// Columns
//   id: string — its id
//   kind: string — same, different or unsure
//   first: string — the record that it names first
//   second: string — the record that it names second
//   undone_by: string? — who undid it
MATCH (d:Decision {id: $id})
MATCH (a:Record)<-[:ABOUT {place: 1}]-(d)-[:ABOUT {place: 2}]->(b:Record)
RETURN d.id AS id, d.kind AS kind, a.id AS first, b.id AS second, d.undone_by AS undone_by
