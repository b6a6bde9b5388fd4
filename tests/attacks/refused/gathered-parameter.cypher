// Loops in loops over a parameter.
// parameters: {"l": "⟦list 20000⟧"}

RETURN size([x IN $l WHERE none(y IN $l WHERE y = -x)]) AS x
