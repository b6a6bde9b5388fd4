// A range behind coalesce().

WITH coalesce(null, [1], range(1, 100000)) AS l RETURN size([x IN l WHERE none(y IN l WHERE x + y < 0)]) AS x
