// Some records with their identifiers, as they are now.
//
// Parameters
//   ids: list<string> — their ids
// Columns
//   said: map — its properties
UNWIND $ids AS id MATCH (r:Record {id: id})
RETURN r {.*, identifiers: COLLECT { MATCH (r)-[:HAS]->(i:Identifier) RETURN i.id ORDER BY i.id }} AS said
