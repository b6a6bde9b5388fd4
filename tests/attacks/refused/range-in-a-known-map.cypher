// A range in a map, taken out again.

WITH {l: range(1, 100000)} AS m RETURN size([x IN m.l WHERE none(y IN m.l WHERE x + y < 0)]) AS x
