// A list out of a pattern.

MATCH (a:Actor) RETURN a.id, [(a)-[:SUPPLIES]->(b) | b.id] AS supplied LIMIT 5
