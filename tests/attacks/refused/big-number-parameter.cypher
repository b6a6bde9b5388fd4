// A number of more than 64 bits.
// parameters: {"n": 1180591620717411303424}

RETURN $n AS x
