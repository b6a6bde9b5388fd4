// A million dates in one row.

RETURN size([x IN range(1, 1000000) | date('2020-01-01') + duration({days: x})]) AS x
