// A shortest path under a condition on all of it.

MATCH p = SHORTEST 1 ((a:Actor {id: 'a0'})((x)-[]-(y)){1,20}(b:Actor {id: 'a9'}) WHERE length(p) > 15) RETURN count(p) AS n
