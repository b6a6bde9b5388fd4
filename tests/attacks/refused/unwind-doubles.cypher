// Rows that multiply in a subquery and are gathered.

CALL { WITH 'ab' AS s ⟦40×WITH s + s AS s ⟧RETURN s } RETURN size(s) AS x
