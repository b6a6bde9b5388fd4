// A harmless expression on a long text.
// parameters: {"t": "⟦200000×a⟧"}

RETURN $t =~ '.*a.*b' AS x
