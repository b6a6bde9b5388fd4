// The same in replace().
// parameters: {"t": "⟦4000000×a⟧", "u": "⟦2000000×a⟧b"}

RETURN size(replace($t, $u, 'x')) AS x
