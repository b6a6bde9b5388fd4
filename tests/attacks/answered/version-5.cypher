// The version that is judged.

CYPHER 5 MATCH (a:Actor) RETURN count(*) AS x
