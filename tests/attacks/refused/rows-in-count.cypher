// A billion rows in COUNT {}.

RETURN COUNT { UNWIND range(1, 1000000) AS x UNWIND range(1, 1000000) AS y RETURN 1 AS one } AS x
