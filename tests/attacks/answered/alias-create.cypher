// A column named like a clause.

RETURN 1 AS `CREATE (n)`
