// A reduce over too much.

RETURN reduce(s = 0, x IN range(1, 1000000) | s + reduce(t = 0, y IN range(1, 1000) | t + y)) AS x
