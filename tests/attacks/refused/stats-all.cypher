// The same for everybody.

CALL db.stats.retrieveAllAnonymized('x')
