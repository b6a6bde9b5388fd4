// A procedure without brackets.

CALL dbms.components
