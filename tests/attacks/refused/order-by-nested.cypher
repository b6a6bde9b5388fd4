// The same in ORDER BY.

UNWIND [1, 2] AS n RETURN n ORDER BY reduce(s = 0, x IN range(1, 100000) | s + reduce(t = 0, y IN range(1, 100000) | t + y))
