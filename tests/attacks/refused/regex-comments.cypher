// A flag that hides the expression.

RETURN 'a' =~ '(?x)(a # )
+)+' AS x
