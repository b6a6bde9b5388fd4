// Quantified patterns in each other.

MATCH ⟦40×(⟧(a)-->(b)⟦40×)+⟧ RETURN 1 AS x
