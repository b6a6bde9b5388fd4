// A list that holds itself twice, from WITH to WITH.

WITH [1] AS l ⟦60×WITH [l, l] AS l ⟧RETURN l
