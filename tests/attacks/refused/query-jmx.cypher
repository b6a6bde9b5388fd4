// The machine.

CALL dbms.queryJmx('*:*') YIELD attributes RETURN attributes
