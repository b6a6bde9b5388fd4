// No Cypher at all.

'; DROP TABLE actors; --
