// The same in a map projection.

MATCH (a:Actor) RETURN a {.id, x: [x IN range(1, 100000) WHERE all(y IN range(1, 100000) WHERE x + y > 0)]} AS x
