// Whether the graph answers, which schema it carries, and how many statements it holds: what the explorer asks every few seconds.
//
// Columns
//   schema: integer? — the schema's version; null in a graph that faultlines never wrote
//   statements: integer — how many statements between actors there are, denied and withdrawn ones included

// The counts come from the database's own counters; whatever joins no records to actors, identifiers and runs is a statement.
OPTIONAL MATCH (m:Meta {id: 'schema'})
CALL () { MATCH ()-[r]->() RETURN count(r) AS every }
CALL () { MATCH ()-[r:DESCRIBES|HAS|OF|PROPOSED]->() RETURN count(r) AS inner }
RETURN m.version AS schema, every - inner AS statements
