// A label expression.

MATCH (a:⟦300×(⟧A⟦300×)⟧) RETURN a
