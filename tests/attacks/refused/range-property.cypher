// A range as long as a property says.

MATCH (a:Actor) RETURN range(0, a.size) AS x
