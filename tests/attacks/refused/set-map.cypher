// Replaces all properties.

MATCH (a:Actor) SET a = {} RETURN count(*)
