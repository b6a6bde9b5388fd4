// Five hundred ids in a list.

MATCH (a:Actor) WHERE a.id IN [⟦500×'wagner-2023:some-actor', ⟧'a0'] RETURN a.name
