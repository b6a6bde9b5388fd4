// A duration of a million letters.
// parameters: {"t": "P⟦100000×1Y⟧"}

RETURN duration($t) AS x
