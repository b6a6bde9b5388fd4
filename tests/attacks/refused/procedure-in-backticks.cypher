// A procedure's name in backticks.

CALL `dbms`.`listConfig`()
