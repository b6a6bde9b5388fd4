// A second statement.

RETURN 1; CREATE (n)
