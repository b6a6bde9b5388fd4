// An escaped semicolon.

RETURN 1 \u003b CREATE (n)
