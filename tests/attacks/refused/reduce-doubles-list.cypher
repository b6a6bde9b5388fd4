// A list that doubles.

RETURN size(reduce(l = [1], x IN range(1, 40) | l + l)) AS x
