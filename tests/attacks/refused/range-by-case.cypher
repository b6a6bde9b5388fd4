// A range at one end of CASE.

WITH CASE WHEN rand() < 2 THEN range(1, 100000) ELSE [1] END AS l RETURN size([x IN l WHERE none(y IN l WHERE x + y < 0)]) AS x
