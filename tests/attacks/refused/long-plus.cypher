// A chain of +.

RETURN 1⟦5000× + 1⟧ AS x
