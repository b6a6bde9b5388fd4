// A plan.

EXPLAIN MATCH (a:Actor) RETURN a
