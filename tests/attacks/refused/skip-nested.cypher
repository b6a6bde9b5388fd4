// The same in SKIP.

RETURN 1 AS x SKIP size([x IN range(1, 100000) WHERE all(y IN range(1, 100000) WHERE x + y > 0)])
