// A write in the second half of a subquery's union.

CALL { RETURN 1 AS x UNION CREATE (n) RETURN 2 AS x } RETURN x
