// The same in a subquery.

CALL { LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row } RETURN row
