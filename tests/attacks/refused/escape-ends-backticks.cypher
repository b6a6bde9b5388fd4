// An escaped backtick ends the name.

MATCH (a) RETURN a.`x\u0060 AS x CREATE (:\u0060y`)
