// CASE in CASE.

MATCH (a:Actor) RETURN CASE WHEN a.n > 10 THEN CASE WHEN a.n > 15 THEN 'many' ELSE 'some' END ELSE 'few' END AS x, count(*) AS n
