// An allowed procedure in backticks.

CALL `db`.`relationshipTypes`() YIELD relationshipType AS t RETURN t
