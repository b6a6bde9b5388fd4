// An option of the planner.

CYPHER runtime=interpreted MATCH (n) RETURN n
