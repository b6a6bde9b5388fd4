// Some of what is indexed.

SHOW INDEXES YIELD name, type WHERE type = 'RANGE' RETURN name ORDER BY name
