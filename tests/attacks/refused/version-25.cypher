// Another version of the language than is judged.

CYPHER 25 MATCH (n) RETURN n
