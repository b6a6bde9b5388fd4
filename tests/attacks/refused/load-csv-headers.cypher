// Asks an address on the server's side.

LOAD CSV WITH HEADERS FROM 'http://127.0.0.1:22/' AS row RETURN row
