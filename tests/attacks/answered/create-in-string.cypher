// CREATE inside a text.

RETURN 'CREATE (n) DELETE n' AS x
