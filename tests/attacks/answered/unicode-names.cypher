// Names in any script.

MATCH (`актор`:Actor) RETURN `актор`.name AS `имя` LIMIT 1
