// A parameter that is deep.
// parameters: {"l": "⟦deep 200⟧"}

RETURN $l AS x
