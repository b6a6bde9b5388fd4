// Loops over a path.

MATCH p = (a:Actor {id: 'a0'})-[*1..4]-(b) WHERE all(n IN nodes(p) WHERE single(m IN nodes(p) WHERE m = n)) RETURN count(p) AS x
