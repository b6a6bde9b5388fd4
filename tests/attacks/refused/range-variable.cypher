// A range that goes through variables.

WITH 1000000000 AS n WITH n AS m RETURN size([x IN range(0, m) | x]) AS x
