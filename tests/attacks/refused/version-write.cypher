// A version before a write.

CYPHER 5 CREATE (n)
