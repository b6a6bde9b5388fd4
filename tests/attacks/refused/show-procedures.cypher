// What the server can do.

SHOW PROCEDURES EXECUTABLE YIELD *
