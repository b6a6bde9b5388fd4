// A parameter that is long.
// parameters: {"t": "⟦11000000×x⟧"}

RETURN size($t) AS x
