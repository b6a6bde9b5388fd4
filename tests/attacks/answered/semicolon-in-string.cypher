// Semicolons inside a text.

RETURN 'a; b; c' AS x;  // ; ;
