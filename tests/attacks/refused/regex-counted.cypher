// Counts in counts.

RETURN 'aaaa' =~ '((a{1,100}){1,100}){1,100}' AS x
