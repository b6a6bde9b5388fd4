// A quantified relationship without an end.

MATCH (a)-[:ALLY_OF]-*(b) RETURN count(*) AS x
