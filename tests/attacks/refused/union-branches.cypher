// The last branch of a union is small, the first is not.

CALL () { RETURN 2000000000 AS n UNION RETURN 1 AS n } RETURN size([i IN range(1, n) WHERE i < 0]) AS x
