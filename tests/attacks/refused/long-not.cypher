// A chain of NOT.

RETURN ⟦5000×NOT ⟧true AS x
