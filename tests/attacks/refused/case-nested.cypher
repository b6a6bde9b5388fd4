// The same in a CASE.

RETURN CASE WHEN none(x IN range(1, 100000) WHERE single(y IN range(1, 100000) WHERE x = y + 0.5)) THEN 1 END AS x
