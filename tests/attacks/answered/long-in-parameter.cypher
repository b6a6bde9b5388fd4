// Many ids in a parameter.
// parameters: {"ids": "⟦list 20000⟧"}

MATCH (a:Actor) WHERE a.id IN $ids RETURN count(a) AS x
