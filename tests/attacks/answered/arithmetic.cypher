// A long sum.

RETURN 1 + 2 * 3 - 4 / 5.0 ^ 2 % 7 + abs(-8) + sqrt(9) AS x
