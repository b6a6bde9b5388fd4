// What others have asked.

CALL db.stats.retrieve('QUERIES')
