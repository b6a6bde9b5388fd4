// A reference back.

RETURN 'aaaa' =~ '(a*)\\1+b' AS x
