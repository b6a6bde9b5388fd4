// A range whose end is a parameter.
// parameters: {"n": 2000000000}

RETURN size(range(0, $n)) AS x
