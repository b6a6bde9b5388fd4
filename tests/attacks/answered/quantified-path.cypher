// A quantified path with a bound.

MATCH (a:Actor {id: 'a0'})(()-[:SUPPLIES]->()){1,6}(b) RETURN DISTINCT b.id AS x
