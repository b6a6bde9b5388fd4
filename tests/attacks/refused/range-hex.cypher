// A range in hexadecimal.

RETURN range(0, 0x7fffffff) AS x
