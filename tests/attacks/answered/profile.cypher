// A measured plan.

PROFILE MATCH (a:Actor) RETURN count(a) AS x
