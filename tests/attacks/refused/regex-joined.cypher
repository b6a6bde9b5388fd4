// The same in pieces.

MATCH (a) WHERE a.name =~ '(a' + '+)+' + 'b' RETURN a
