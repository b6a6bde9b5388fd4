// The server's version.

CALL dbms.components() YIELD name, versions RETURN name, versions
