// The product of signs along a path.

MATCH p = (a:Actor {id: 'a0'})-[*1..3]-(b) RETURN b.id, reduce(s = 1, r IN relationships(p) | s * CASE type(r) WHEN 'RIVAL_OF' THEN -1 ELSE 1 END) AS sign LIMIT 10
