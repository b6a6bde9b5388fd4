// A long, fine text.

⟦30×// This query asks who supplies whom, and is explained at great length.
⟧MATCH (a:Actor)-[r:SUPPLIES]->(b:Actor) RETURN a.name, b.name, count(r) AS n ORDER BY n DESC
