// The ends of every negative statement as `x` and `y`, from indexes; `minus` holds the types that divide.
MATCH (x:Actor)-[r:RIVAL_OF]->(y:Actor) USING INDEX r:RIVAL_OF(source, statement)
WHERE r.source >= '' AND r.statement IS NOT NULL
RETURN x, y
UNION ALL
MATCH (x:Actor)-[r:DESIGNATES]->(y:Actor) USING INDEX r:DESIGNATES(source, statement)
WHERE r.source >= '' AND r.statement IS NOT NULL
RETURN x, y
UNION ALL
WITH [m IN minus WHERE NOT m IN ['RIVAL_OF', 'DESIGNATES']] AS declared WHERE size(declared) > 0
MATCH (x)-[r]->(y)
WHERE type(r) IN declared
RETURN x, y
