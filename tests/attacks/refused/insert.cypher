// The other word for CREATE.

INSERT (n:Actor {id: 'x'})
