// Functions.

RETURN ⟦500×abs(⟧1⟦500×)⟧ AS x
