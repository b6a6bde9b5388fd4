// A chain of properties.

WITH {a: 1} AS m RETURN m⟦3000×.a⟧ AS x
