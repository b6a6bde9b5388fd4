// The same by a parameter.
// parameters: {"p": "(a+)+b"}

MATCH (a) WHERE a.name =~ $p RETURN a
