// An escape of a backslash makes another escape.

RETURN '\u005cu0027 CREATE (n) \u005cu0027'
