// Rows in a subquery in a loop.

RETURN size([x IN range(1, 10000) | COUNT { UNWIND range(1, 1000000) AS y RETURN y }]) AS x
