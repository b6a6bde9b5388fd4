// A condition whose normal form is long.

MATCH (a:Actor) WHERE ⟦24×(a.x = 1 AND a.y = 2) OR ⟧a.z = 3 RETURN a
