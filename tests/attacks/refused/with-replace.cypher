// A text that grows from WITH to WITH.

WITH 'a' AS s ⟦12×WITH replace(s, 'a', 'aaaaaaaaaa') AS s ⟧RETURN size(s) AS x
