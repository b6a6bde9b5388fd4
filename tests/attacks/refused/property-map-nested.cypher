// The same in a pattern's properties.

MATCH (a:Actor {id: size([x IN range(1, 100000) WHERE all(y IN range(1, 100000) WHERE x + y > 0)])}) RETURN a
