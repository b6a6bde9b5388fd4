// A look ahead.

RETURN 'aaaa' =~ '(?=(a+)+b).*' AS x
