// A list that doubles in a comprehension.

RETURN size(reduce(l = [1], x IN range(1, 30) | l + [y IN l | y])) AS x
