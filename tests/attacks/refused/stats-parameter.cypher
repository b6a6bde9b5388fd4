// The same by a parameter.
// parameters: {"section": "QUERIES"}

CALL db.stats.retrieve($section)
