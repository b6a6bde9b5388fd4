// Reads a file of the server.

LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row
