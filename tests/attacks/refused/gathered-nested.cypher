// Loops in loops over gathered lists.

UNWIND range(1, 10000) AS n WITH collect(n) AS l RETURN size([x IN l WHERE none(y IN l WHERE y = -x)]) AS x
