// Classes and alternatives.

MATCH (a:Actor) WHERE a.name =~ '[A-Z][a-z]+ ?(\\d{1,3}|old|new)?' RETURN a.name
