// Two patterns, tied by a condition.

MATCH (a:Actor), (b:Actor) WHERE a.n = b.n + 1 RETURN a.id, b.id LIMIT 5
