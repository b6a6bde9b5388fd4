// A text that grows by replace().

RETURN size(reduce(s = 'aa', x IN range(1, 30) | replace(s, 'a', 'aa'))) AS x
