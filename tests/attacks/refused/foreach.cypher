// A loop that writes.

FOREACH (x IN [1, 2] | CREATE (:Actor {id: x}))
