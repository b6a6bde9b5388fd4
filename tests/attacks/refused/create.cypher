// A plain write.

CREATE (n:Actor {id: 'x'})
