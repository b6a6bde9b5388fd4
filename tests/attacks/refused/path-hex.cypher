// A length in hexadecimal.

MATCH p = (a)-[*1..0xffff]-(b) RETURN count(p) AS x
