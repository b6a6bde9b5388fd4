// Full-text search by a parameter.
// parameters: {"q": "prigozin~1 OR вагнер*"}

CALL db.index.fulltext.queryNodes('actor_names', $q, {limit: 5}) YIELD node RETURN node.name
