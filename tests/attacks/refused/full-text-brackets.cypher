// A search of a hundred thousand brackets.
// parameters: {"t": "⟦100000×(⟧"}

CALL db.index.fulltext.queryNodes('actor_names', $t) YIELD node RETURN node
