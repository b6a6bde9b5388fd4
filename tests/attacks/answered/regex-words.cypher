// Words, one after the other.

MATCH (a:Actor) WHERE a.name =~ '^[A-Z]+( [A-Z]+)*$' RETURN a.name
