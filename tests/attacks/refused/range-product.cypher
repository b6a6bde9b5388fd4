// A range whose end is computed.

RETURN range(0, 100000 * 100000) AS x
