// Whether the graph answers, which schema it carries, and whether it holds any actor: what the explorer asks every few seconds.
//
// Parameters
// Columns
//   schema: integer — the schema's version; null in a graph that faultlines never wrote
//   filled: boolean — whether there is at least one actor
// Scan: it stops at the first actor.
OPTIONAL MATCH (m:Meta {id: 'schema'})
RETURN m.version AS schema, EXISTS { MATCH (:Actor) } AS filled
