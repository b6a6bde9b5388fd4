// A range whose end is divided by nearly nothing.

RETURN size([x IN range(0, 1000000 / 0.00001) | x]) AS x
