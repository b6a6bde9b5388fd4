// A map that holds itself twice.

RETURN reduce(m = {a: 1}, x IN range(1, 60) | {a: m, b: m}) AS x
