// A path of any length, or none.

MATCH (a:Actor {id: 'a0'})-[:ALLY_OF*0..]-(b) RETURN count(*) AS n
