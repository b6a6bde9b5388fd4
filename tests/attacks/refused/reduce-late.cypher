// Growth that begins late.

RETURN size(reduce(l = [1], x IN range(1, 60) | CASE WHEN x > 20 THEN l + l ELSE l END)) AS x
