// A list of ten thousand numbers.

RETURN size([1⟦10000×, 1⟧]) AS x
