// Subqueries.

⟦60×CALL () { ⟧RETURN 1 AS x⟦60× } RETURN x⟧
