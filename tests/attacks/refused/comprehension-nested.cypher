// A hundred million numbers.

RETURN size([x IN range(1, 10000) | [y IN range(1, 10000) | x * y]]) AS x
