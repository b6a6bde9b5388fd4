// Every property that the graph has or had.
//
// Columns
//   name: string — the property
CALL db.propertyKeys() YIELD propertyKey RETURN propertyKey AS name
