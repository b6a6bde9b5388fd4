// Shortest paths between many ends: no time limit ends the search.

MATCH p = SHORTEST 50 (a:Actor)((x)-[]-(y)){1,20}(b:Organization) RETURN count(p) AS n
