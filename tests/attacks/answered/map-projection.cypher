// A node as a map.

MATCH (a:Actor) RETURN a {.id, .name, degree: COUNT { (a)--() }} AS x LIMIT 5
