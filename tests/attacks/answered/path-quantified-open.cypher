// A quantified path with an open end.

MATCH (a)((x)--(y)){2,}(b) RETURN count(*) AS x
