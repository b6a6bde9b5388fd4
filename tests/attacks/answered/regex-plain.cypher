// A plain expression.

MATCH (a:Actor) WHERE a.name =~ '(?i).*act.*1.*' RETURN a.name
