// A shortest path that has to be long.

MATCH p = SHORTEST 1 (a:Actor {id: 'a0'})((x)-[]-(y)){15,20}(b:Actor {id: 'a9'}) RETURN count(p) AS n
