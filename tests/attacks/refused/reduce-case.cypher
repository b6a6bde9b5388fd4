// Growth behind a CASE.

RETURN size(reduce(l = [1], x IN range(1, 40) | CASE WHEN x > 0 THEN l + l ELSE l END)) AS x
