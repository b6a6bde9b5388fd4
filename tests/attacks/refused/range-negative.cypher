// A range that counts down.

RETURN size(range(5, -2000000000, -1)) AS x
