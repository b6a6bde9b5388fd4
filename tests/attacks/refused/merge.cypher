// MERGE writes where nothing is found.

MERGE (n:Actor {id: 'x'}) RETURN n
