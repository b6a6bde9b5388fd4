// An escaped star and slash end the comment.

/* harmless \u002a\u002f CREATE (n) RETURN n
