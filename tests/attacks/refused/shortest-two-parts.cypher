// A shortest path of two repeated parts.

MATCH p = ANY SHORTEST (a:Actor {id: 'a0'})((x)-[]-(y)){1,20}(m:State)((v)-[]-(w)){1,20}(b:Actor {id: 'a9'}) RETURN count(p) AS n
