// A subquery that reads.

MATCH (a:Actor) CALL (a) { MATCH (a)-[r]-(b) RETURN b, count(*) AS n ORDER BY n DESC LIMIT 1 } RETURN a.id, b.id, n LIMIT 5
