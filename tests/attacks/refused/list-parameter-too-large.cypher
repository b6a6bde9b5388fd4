// A parameter of half a million numbers.
// parameters: {"l": "⟦list 500000⟧"}

RETURN size($l) AS x
