// Pairs of actors on whose records a person has decided.
//
// Columns
//   first: string — the id of one actor
//   second: string — that of the other
//   kind: string — different or unsure
// Scan: decisions are read once, all of them
MATCH (a:Actor)<-[:DESCRIBES]-(:Record)<-[:ABOUT {place: 1}]-(d:Decision)-[:ABOUT {place: 2}]->(:Record)-[:DESCRIBES]->(b:Actor)
WHERE d.undone_at IS NULL AND d.kind <> 'same' AND a <> b
RETURN a.id AS first, b.id AS second, d.kind AS kind
