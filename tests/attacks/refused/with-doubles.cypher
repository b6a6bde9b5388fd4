// A list that doubles from WITH to WITH.

WITH [1] AS l ⟦40×WITH l + l AS l ⟧RETURN size(l) AS x
