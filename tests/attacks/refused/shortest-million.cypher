// A million shortest paths.

MATCH p = SHORTEST 1000000 (a:Actor {id: 'a0'})--+(b) RETURN count(p) AS x
