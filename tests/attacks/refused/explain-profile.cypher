// Two prefixes.

EXPLAIN PROFILE MATCH (n) RETURN n
