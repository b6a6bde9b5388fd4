// Thirty optional patterns.

MATCH (a:Actor) ⟦30×OPTIONAL MATCH (a)--() ⟧RETURN count(*) AS x
