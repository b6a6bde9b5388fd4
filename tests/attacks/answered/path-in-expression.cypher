// The same in a condition.

MATCH (a) WHERE (a)-[*]-() RETURN a
