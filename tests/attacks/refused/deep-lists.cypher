// Lists.

RETURN ⟦500×[⟧1⟦500×]⟧ AS x
