// Even two harmless ones.

MATCH (a) RETURN a; MATCH (b) RETURN b;
