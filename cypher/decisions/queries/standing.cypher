// The decisions that stand and name some records.
//
// Parameters
//   ids: list<string> — the records' ids
// Columns
//   id: string — the decision's id
//   n: integer — its number
//   kind: string — same, different or unsure
//   first: string — the record that it names first
//   second: string — the record that it names second
UNWIND $ids AS id
MATCH (:Record {id: id})<-[:ABOUT]-(d:Decision)
WHERE d.undone_at IS NULL
WITH DISTINCT d
MATCH (a:Record)<-[:ABOUT {place: 1}]-(d)-[:ABOUT {place: 2}]->(b:Record)
RETURN d.id AS id, d.n AS n, d.kind AS kind, a.id AS first, b.id AS second
ORDER BY n
