// A variable named like a clause.

WITH 1 AS `set` RETURN `set` AS x
