// A write in the second half of a union.

MATCH (a:Actor) RETURN a.id AS id UNION CREATE (b {id: 'x'}) RETURN b.id AS id
