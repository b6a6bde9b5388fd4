// A deep path with a bound.

MATCH p = (a:Actor {id: 'a0'})-[:ALLY_OF*1..8]-(b) RETURN [n IN nodes(p) | n.name] AS names LIMIT 20
