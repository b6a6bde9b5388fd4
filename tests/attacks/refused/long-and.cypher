// A chain of AND.

MATCH (a) WHERE true⟦3000× AND a.x = 1⟧ RETURN a
