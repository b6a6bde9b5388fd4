// The same range in a map that comes as a parameter.
// parameters: {"m": {"l": "⟦list 100000⟧"}}

RETURN size([x IN $m.l WHERE none(y IN $m.l WHERE x + y < 0)]) AS x
