// A write that looks like an answer.

CREATE (n:Actor {id: 'x'}) RETURN n
