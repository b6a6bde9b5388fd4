// Unbalanced triangles.

MATCH (a:Actor)-[x:ALLY_OF]-(b)-[y:RIVAL_OF]-(c)-[z:ALLY_OF]-(a) WHERE a.id < c.id RETURN a.id, b.id, c.id LIMIT 5
