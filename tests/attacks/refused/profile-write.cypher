// PROFILE runs what it measures.

PROFILE MATCH (a:Actor) SET a.name = 'x' RETURN a
