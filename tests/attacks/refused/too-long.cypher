// A text of sixty thousand letters.

RETURN '⟦60000×a⟧' AS x
