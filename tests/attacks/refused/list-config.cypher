// The server's settings.

CALL dbms.listConfig() YIELD name, value RETURN name, value
