// A union.

MATCH (a:Actor) RETURN a.id AS id UNION MATCH (r:Record) RETURN r.id AS id
