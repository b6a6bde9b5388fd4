// Maps.

RETURN ⟦300×{a: ⟧1⟦300×}⟧ AS x
