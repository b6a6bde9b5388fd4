// Deletes relationships.

MATCH ()-[r]->() DELETE r
