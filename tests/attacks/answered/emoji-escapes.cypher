// An emoji as two escapes.

RETURN '\ud83d\ude80' AS x
