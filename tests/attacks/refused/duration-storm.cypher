// Durations between durations in one row.

RETURN size([x IN range(1, 2000) | [y IN range(1, 2000) | duration.between(date({year: 1 + x}), date({year: y})).months]]) AS x
