// The wrong language.

SELECT * FROM actors
