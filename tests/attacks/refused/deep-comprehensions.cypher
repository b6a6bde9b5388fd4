// Comprehensions.

RETURN ⟦60×[x IN ⟧[1]⟦60×]⟧ AS x
