// A number of a million digits.
// parameters: {"t": "⟦1000000×9⟧"}

RETURN toInteger($t) AS x
