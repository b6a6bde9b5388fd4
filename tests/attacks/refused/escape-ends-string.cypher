// An escaped quote ends the string.

MATCH (a) WHERE a.name = '\u0027 SET a.name = \u0027x' RETURN a
