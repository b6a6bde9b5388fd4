// A range over a path's steps.

MATCH p = (a:Actor {id: 'a0'})-[*2..3]-(b) RETURN [i IN range(0, size(nodes(p)) - 2) | nodes(p)[i].name] AS x LIMIT 5
