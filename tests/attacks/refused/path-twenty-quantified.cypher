// The same as a quantified path.

MATCH p = (a)(()--()){1,20}(b) RETURN count(p) AS x
