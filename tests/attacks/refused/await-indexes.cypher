// Waits as long as it likes.

CALL db.awaitIndexes(100000)
