// Who is connected.

CALL dbms.listConnections()
