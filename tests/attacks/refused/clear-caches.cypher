// Slows everybody down.

CALL db.clearQueryCaches()
