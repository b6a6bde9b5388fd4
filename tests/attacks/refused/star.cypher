// A star of sixty patterns.

MATCH ⟦50×(a)--(), ⟧(a)--(z) RETURN count(*) AS x
