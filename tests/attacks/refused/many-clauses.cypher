// Two hundred clauses.

⟦200×MATCH (:Actor) ⟧RETURN 1 AS x
