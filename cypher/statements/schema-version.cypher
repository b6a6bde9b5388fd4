// The version of the schema that the graph has; no row in a graph that we never touched.
//
// Columns
//   version: integer — the version
MATCH (m:Meta {id: 'schema'}) RETURN m.version AS version
