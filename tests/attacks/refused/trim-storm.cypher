// A long text, trimmed a million times.
// parameters: {"t": "⟦1000000×y⟧"}

RETURN size([x IN range(1, 1000000) | trim(BOTH 'x' FROM $t)]) AS x
