// The whole graph.

DROP DATABASE neo4j
