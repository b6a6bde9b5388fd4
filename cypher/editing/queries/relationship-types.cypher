// Every relationship type that the graph has or had.
//
// Columns
//   name: string — the type
CALL db.relationshipTypes() YIELD relationshipType RETURN relationshipType AS name
