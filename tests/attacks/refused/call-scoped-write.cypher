// A write in a subquery with a scope.

MATCH (a:Actor) CALL (a) { SET a.name = 'x' } RETURN a
