// An expression out of a list.

RETURN any(p IN ['(a+)+b'] WHERE '⟦40×a⟧' =~ p) AS x
