// A search in a long list, for each of a long list.

RETURN size([x IN range(1, 100000) WHERE x IN range(100001, 200000)]) AS x
