// A text that doubles.

RETURN size(reduce(s = 'ab', x IN range(1, 40) | s + s)) AS x
