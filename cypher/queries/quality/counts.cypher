// How much is in the graph: nodes by label, statements by type, from the database's own counters.
//
// Columns
//   what: string — a label or a relationship type
//   count: integer — how many there are
// Scan: statements of types that sources declare themselves are counted one by one.
CALL () {
  MATCH (n:Actor) RETURN 'Actor' AS what, count(n) AS count, 0 AS place
UNION ALL
  MATCH (n:Person) RETURN 'Person' AS what, count(n) AS count, 0 AS place
UNION ALL
  MATCH (n:Organization) RETURN 'Organization' AS what, count(n) AS count, 0 AS place
UNION ALL
  MATCH (n:State) RETURN 'State' AS what, count(n) AS count, 0 AS place
UNION ALL
  MATCH (n:Vessel) RETURN 'Vessel' AS what, count(n) AS count, 0 AS place
UNION ALL
  MATCH (n:Aircraft) RETURN 'Aircraft' AS what, count(n) AS count, 0 AS place
UNION ALL
  MATCH (n:Record) RETURN 'Record' AS what, count(n) AS count, 0 AS place
UNION ALL
  MATCH (n:RecordVersion) RETURN 'RecordVersion' AS what, count(n) AS count, 0 AS place
UNION ALL
  MATCH (n:Identifier) RETURN 'Identifier' AS what, count(n) AS count, 0 AS place
UNION ALL
  MATCH (n:Source) RETURN 'Source' AS what, count(n) AS count, 0 AS place
UNION ALL
  MATCH (n:Run) RETURN 'Run' AS what, count(n) AS count, 0 AS place
UNION ALL
  MATCH ()-[r:ALLY_OF]->() RETURN 'ALLY_OF' AS what, count(r) AS count, 1 AS place
UNION ALL
  MATCH ()-[r:RIVAL_OF]->() RETURN 'RIVAL_OF' AS what, count(r) AS count, 1 AS place
UNION ALL
  MATCH ()-[r:SUPPLIES]->() RETURN 'SUPPLIES' AS what, count(r) AS count, 1 AS place
UNION ALL
  MATCH ()-[r:DESIGNATES]->() RETURN 'DESIGNATES' AS what, count(r) AS count, 1 AS place
UNION ALL
  MATCH ()-[r:LEADS]->() RETURN 'LEADS' AS what, count(r) AS count, 1 AS place
UNION ALL
  MATCH ()-[r:PART_OF]->() RETURN 'PART_OF' AS what, count(r) AS count, 1 AS place
UNION ALL
  MATCH ()-[r:OWNS]->() RETURN 'OWNS' AS what, count(r) AS count, 1 AS place
UNION ALL
  MATCH ()-[r:DENIED]->() RETURN 'DENIED' AS what, count(r) AS count, 1 AS place
UNION ALL
  MATCH ()-[r:WITHDRAWN]->() RETURN 'WITHDRAWN' AS what, count(r) AS count, 1 AS place
UNION ALL
  MATCH (t:EdgeType) WHERE t.name >= '' AND NOT t.name IN ['ALLY_OF', 'RIVAL_OF', 'SUPPLIES', 'DESIGNATES', 'LEADS', 'PART_OF', 'OWNS']
  CALL (t) { MATCH ()-[r:$(t.name)]->() RETURN count(r) AS count }
  RETURN t.name AS what, count, 1 AS place
}
WITH what, count, place WHERE count > 0
RETURN what, count
ORDER BY place, count DESC, what
