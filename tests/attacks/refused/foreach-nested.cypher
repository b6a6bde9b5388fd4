// A loop in a loop that writes.

MATCH (a:Actor) FOREACH (x IN [1] | FOREACH (y IN [2] | SET a.name = y)) RETURN a
