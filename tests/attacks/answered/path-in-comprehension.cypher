// The same in a pattern comprehension.

MATCH (a) RETURN size([(a)-[*]-(b) | b]) AS x
