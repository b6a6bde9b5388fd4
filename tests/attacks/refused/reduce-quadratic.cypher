// A text that is copied a million times.

RETURN size(reduce(s = '', x IN range(1, 1000000) | s + 'aaaaaaaaaa')) AS x
