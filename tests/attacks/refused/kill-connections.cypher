// Cuts others off.

CALL dbms.killConnections(['bolt-1'])
