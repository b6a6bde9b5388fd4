// A shortest path by a selector.

MATCH p = ANY SHORTEST (a:Actor {id: 'a0'})--+(b:Actor {id: 'a9'}) RETURN length(p) AS x
