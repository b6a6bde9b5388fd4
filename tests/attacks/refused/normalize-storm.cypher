// A long text, normalised a million times.
// parameters: {"t": "⟦1000000×é⟧"}

RETURN size([x IN range(1, 1000000) | normalize($t, NFKD)]) AS x
