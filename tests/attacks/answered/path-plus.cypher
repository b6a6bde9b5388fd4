// A quantified path without an end.

MATCH (a)((x)--(y))+(b) RETURN count(*) AS x
