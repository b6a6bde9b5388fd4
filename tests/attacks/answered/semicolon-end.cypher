// A semicolon at the end.

RETURN 1 AS x;
