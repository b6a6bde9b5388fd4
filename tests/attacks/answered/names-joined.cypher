// Names joined to a text.

MATCH (a:Actor) WITH a ORDER BY a.name LIMIT 20 WITH collect(a.name) AS names RETURN reduce(s = '', n IN names | s + CASE s WHEN '' THEN '' ELSE ', ' END + n) AS x
