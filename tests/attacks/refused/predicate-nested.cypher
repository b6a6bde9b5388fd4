// A loop in a loop in a condition.

RETURN all(x IN range(1, 100000) WHERE any(y IN range(1, 100000) WHERE x * y < 0)) AS x
