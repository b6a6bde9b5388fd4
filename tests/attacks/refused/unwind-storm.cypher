// Rows out of rows.

UNWIND range(1, 1000000) AS x UNWIND range(1, 1000000) AS y RETURN count(*) AS x
