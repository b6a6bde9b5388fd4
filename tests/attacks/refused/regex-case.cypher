// An expression behind a CASE.

RETURN '⟦40×a⟧' =~ CASE WHEN true THEN '(a+)+b' ELSE 'a' END AS x
