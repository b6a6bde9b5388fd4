// CREATE inside comments.

// CREATE (n)
RETURN 1 AS x /* DETACH DELETE n; DROP INDEX x */
