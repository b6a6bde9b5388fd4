// Rows that are sorted.

UNWIND range(1, 1000000) AS x UNWIND range(1, 1000000) AS y WITH toString(x) + ' ' + toString(y) AS s ORDER BY s RETURN s SKIP 10000000
