// Every name in backticks.

MATCH (`a`:`Actor`)-[`r`:`SUPPLIES`]->(`b`) RETURN `a`.`name` AS `n` ORDER BY `n`
