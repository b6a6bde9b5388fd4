// A database by a function.

CALL { USE graph.byName('system') MATCH (n) RETURN n } RETURN n
