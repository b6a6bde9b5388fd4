// Every record with its identifiers.
//
// Columns
//   said: map — its properties
//   identifiers: list<string> — its identifiers, sorted
// Scan: a fingerprint is of all records
MATCH (r:Record)
RETURN properties(r) AS said, COLLECT { MATCH (r)-[:HAS]->(i:Identifier) RETURN i.id ORDER BY i.id } AS identifiers
