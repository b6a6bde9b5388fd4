// How much is in the graph: nodes by label, statements by type, from the database's own counters.
//
// Columns
//   what: string — a label or a relationship type
//   count: integer — how many there are
CALL db.stats.retrieve('GRAPH COUNTS') YIELD data
WITH data, COLLECT { MATCH (t:EdgeType) WHERE t.name >= '' RETURN t.name } + ['DENIED', 'WITHDRAWN'] AS types
UNWIND
  [n IN data.nodes WHERE n.label IS NOT NULL AND NOT n.label IN ['Meta', 'EdgeType'] | {what: n.label, count: n.count, place: 0}]
  + [r IN data.relationships
     WHERE r.relationshipType IN types AND r.startLabel IS NULL AND r.endLabel IS NULL
     | {what: r.relationshipType, count: r.count, place: 1}] AS counted
WITH counted.what AS what, counted.count AS count, counted.place AS place
RETURN what, count
ORDER BY place, count DESC, what
