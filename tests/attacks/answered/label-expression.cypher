// Label and type expressions.

MATCH (a:Actor&!Person)-[r:!(DENIED|WITHDRAWN)]-(b) RETURN type(r) AS t, count(*) AS n ORDER BY n DESC
