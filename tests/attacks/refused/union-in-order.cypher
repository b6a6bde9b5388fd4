// The first branch of a union is small, the last is not.

CALL () { RETURN 1 AS n UNION ALL RETURN 2000000000 AS n } RETURN size([i IN range(1, n) WHERE i < 0]) AS x
