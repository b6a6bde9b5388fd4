// Odd values.

RETURN null, true, 1.5e3, 0x1F, -7, [], {}, 'x' IS :: STRING AS x
