// How the graph hangs together.

CALL db.schema.visualization()
