// The same by a variable.

WITH '(a+)+b' AS p MATCH (a) WHERE a.name =~ p RETURN a
