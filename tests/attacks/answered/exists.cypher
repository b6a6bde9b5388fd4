// Subqueries of all kinds.

MATCH (a:Actor) WHERE EXISTS { (a)-[:SUPPLIES]->(:Actor) } RETURN a.id, COUNT { (a)--() } AS degree, COLLECT { MATCH (a)--(b) RETURN b.id ORDER BY b.id LIMIT 3 } AS next LIMIT 5
