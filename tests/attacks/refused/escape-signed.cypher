// Four digits that only Java takes for hexadecimal.

RETURN 1 //\u+00a CREATE (n)
