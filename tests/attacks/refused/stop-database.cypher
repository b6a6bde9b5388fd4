// The whole graph, for now.

STOP DATABASE neo4j
