// A table of products.

UNWIND range(1, 12) AS x UNWIND range(1, 12) AS y RETURN x, y, x * y AS product
