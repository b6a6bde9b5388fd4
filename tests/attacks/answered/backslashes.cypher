// Backslashes before a u.

RETURN 'C:\\users\\u0041' AS x
