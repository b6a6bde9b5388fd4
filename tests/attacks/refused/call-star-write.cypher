// A write in a subquery that imports everything.

MATCH (a:Actor) CALL (*) { DETACH DELETE a } RETURN 1 AS one
