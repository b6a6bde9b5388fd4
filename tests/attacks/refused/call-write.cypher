// A write in a subquery.

CALL { CREATE (n:Actor {id: 'x'}) RETURN n } RETURN n
