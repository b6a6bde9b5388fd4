// Deletes everything.

MATCH (n) DETACH DELETE n
