// A pattern of two hundred relationships.

MATCH (a)⟦200×-->()⟧ RETURN a
