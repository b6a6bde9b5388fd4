// A range whose end is in a map.

WITH {n: 1000000000} AS m RETURN size(range(0, m.n)) AS x
