// A procedure's name in escapes.

CALL dbm\u0073.listConfig()
