// EXPLAIN around a write.

EXPLAIN CREATE (n)
