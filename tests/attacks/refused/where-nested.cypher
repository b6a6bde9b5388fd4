// The same in a pattern's WHERE.

MATCH (a WHERE all(x IN range(1, 100000) WHERE all(y IN range(1, 100000) WHERE x + y > 0))) RETURN a
