// A procedure without brackets.

CALL dbms.listConfig
