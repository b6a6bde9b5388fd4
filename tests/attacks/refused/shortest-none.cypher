// A shortest path that there is not.

MATCH (a:Actor {id: 'a0'}), (b:Actor {id: 'a9'}) MATCH p = shortestPath((a)-[*]-(b)) WHERE length(p) > 35 RETURN p
