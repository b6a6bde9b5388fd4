// Deletes, in words that few know.

MATCH (n:Run) NODETACH DELETE n
