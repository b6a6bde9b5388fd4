// Thirty million numbers in one list.

UNWIND range(1, 30000000) AS x RETURN collect(x)
