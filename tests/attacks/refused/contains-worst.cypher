// A search that begins anew at each letter.
// parameters: {"t": "⟦4000000×a⟧", "u": "⟦2000000×a⟧b"}

RETURN $t CONTAINS $u AS x
