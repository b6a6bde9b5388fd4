// A path of up to a thousand steps.

MATCH p = (a)-[*1..1000]-(b) RETURN count(p) AS x
