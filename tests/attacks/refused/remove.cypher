// Removes a property.

MATCH (a:Actor) REMOVE a.name RETURN a
