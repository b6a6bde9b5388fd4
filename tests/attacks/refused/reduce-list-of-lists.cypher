// A list that holds itself twice.

RETURN reduce(l = [1], x IN range(1, 60) | [l, l]) AS x
