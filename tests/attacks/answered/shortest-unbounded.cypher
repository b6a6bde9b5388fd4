// A shortest path needs no bound.

MATCH p = shortestPath((a:Actor {id: 'a0'})-[*]-(b:Actor {id: 'a9'})) RETURN length(p) AS x
