// An expression around a parameter.
// parameters: {"part": "actor 1"}

MATCH (a:Actor) WHERE a.name =~ '(?i).*' + $part + '.*' RETURN a.name
