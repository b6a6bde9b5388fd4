// Commits on its own.

MATCH (a:Actor) CALL (a) { RETURN a AS b } IN TRANSACTIONS OF 10 ROWS RETURN b
