// Properties named like clauses.

MATCH (a:Actor) RETURN a.`delete`, a.set, a.create, a.`merge` LIMIT 3
