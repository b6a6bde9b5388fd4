// A write hidden in ON MATCH.

MATCH (a:Actor) MERGE (a)-[:ALLY_OF]-(b:Actor {id: 'x'}) ON MATCH SET a.name = 'x' RETURN a
