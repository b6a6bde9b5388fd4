// Every path of up to twenty steps.

MATCH p = (a)-[*1..20]-(b) RETURN count(p) AS x
