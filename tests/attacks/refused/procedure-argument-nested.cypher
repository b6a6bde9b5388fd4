// The same in a procedure's argument.

CALL db.index.fulltext.queryNodes('actor_names', toString(size([x IN range(1, 100000) WHERE all(y IN range(1, 100000) WHERE x + y > 0)]))) YIELD node RETURN node
