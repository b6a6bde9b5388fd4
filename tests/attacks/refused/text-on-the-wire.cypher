// One value that has no end on the wire.
// parameters: {"t": "⟦100000×x⟧"}

RETURN [x IN range(1, 1000000) | $t] AS x
