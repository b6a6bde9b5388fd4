// A text that doubles from WITH to WITH.

WITH 'ab' AS s ⟦40×WITH s + s AS s ⟧RETURN size(s) AS x
