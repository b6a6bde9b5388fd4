// ALL paths is no selector that bounds.

MATCH p = ALL (a)-[*]-(b) RETURN count(p) AS x
