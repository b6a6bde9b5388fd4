// Alternatives repeated.

MATCH (a) WHERE a.name =~ '(a|aa)*b' RETURN a
