// A procedure in a subquery.

RETURN EXISTS { CALL dbms.listConfig() YIELD name RETURN name } AS x
