// A path without an end.

MATCH p = (a)-[*]-(b) RETURN count(p) AS x
