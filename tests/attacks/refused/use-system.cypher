// Another database.

USE system CALL db.labels() YIELD label RETURN label
