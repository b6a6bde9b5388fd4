// A billion turns.

RETURN size([x IN range(1, 1000) | [y IN range(1, 1000) | [z IN range(1, 1000) | 1]]]) AS x
