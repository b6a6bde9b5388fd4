// A path with a beginning and no end.

MATCH p = (a)-[*5..]-(b) RETURN count(p) AS x
