// One variable under two spellings.

WITH range(1, 1000000) AS l RETURN size([x IN `l` | [y IN `l` | 1]]) AS x
