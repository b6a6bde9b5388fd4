// Reads files and addresses.

CALL apoc.load.json('http://127.0.0.1/') YIELD value RETURN value
