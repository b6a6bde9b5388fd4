// An escaped line feed ends the comment before a write.

// harmless \u000a CREATE (n) RETURN n
