// Brackets.

RETURN ⟦3000×(⟧1⟦3000×)⟧ AS x
