// A slice that ends one before the end.

WITH range(1, 100000)[..-1] AS l RETURN size([x IN l WHERE none(y IN l WHERE x + y < 0)]) AS x
