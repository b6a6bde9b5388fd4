// Cyrillic letters as escapes.

RETURN '\u041f\u0440\u0438\u0433\u043e\u0436\u0438\u043d' AS x
