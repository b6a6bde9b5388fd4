// A range that begins far below zero.

WITH -900000 AS low RETURN size([x IN range(low, 10) WHERE none(y IN range(low, 10) WHERE x + y > 10000000)]) AS x
