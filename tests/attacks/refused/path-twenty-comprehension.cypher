// The same in a pattern comprehension.

MATCH (a) RETURN size([(a)-[*1..20]-(b) | b]) AS x
