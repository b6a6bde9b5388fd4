// Options around a write.

CYPHER 5 planner=cost runtime=slotted EXPLAIN CREATE (n)
