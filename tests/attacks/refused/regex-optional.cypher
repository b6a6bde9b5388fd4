// Thirty optional letters.

RETURN '⟦30×a⟧' =~ '⟦30×a?⟧⟦30×a⟧' AS x
