// Shortest paths between many ends, of few steps.

MATCH p = SHORTEST 2 (a:Actor)((x)-[]-(y)){1,3}(b:Actor {id: 'a9'}) RETURN count(p) AS n
