// An expression made by replace().

RETURN '⟦40×a⟧' =~ replace('(aX)X', 'X', '+') AS x
