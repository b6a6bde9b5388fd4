// Half a character.

RETURN '\ud800' AS x
