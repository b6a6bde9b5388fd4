// Full-text search.

CALL db.index.fulltext.queryNodes('actor_names', 'wagn*') YIELD node, score RETURN node.name, score ORDER BY score DESC LIMIT 5
