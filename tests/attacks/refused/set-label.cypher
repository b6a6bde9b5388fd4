// Adds a label.

MATCH (a:Actor) SET a:Owned RETURN a
