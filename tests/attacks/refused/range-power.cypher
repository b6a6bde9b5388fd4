// A range whose end is a power.

RETURN range(0, 10 ^ 9) AS x
