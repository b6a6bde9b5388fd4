// Changes a property.

MATCH (a:Actor) SET a.name = 'x' RETURN a
