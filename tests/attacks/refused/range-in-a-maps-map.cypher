// The same, a map in a map.

WITH {m: {l: range(1, 100000)}} AS m RETURN size([x IN m.m.l WHERE none(y IN m.m.l WHERE x + y < 0)]) AS x
