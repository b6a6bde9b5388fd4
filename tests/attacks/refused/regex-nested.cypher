// A group repeated in a repetition.

MATCH (a) WHERE a.name =~ '(a+)+b' RETURN a
