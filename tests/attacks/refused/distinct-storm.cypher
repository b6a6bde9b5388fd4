// Rows that are remembered.

UNWIND range(1, 1000000) AS x UNWIND range(1, 1000000) AS y RETURN DISTINCT x, y SKIP 100000000
