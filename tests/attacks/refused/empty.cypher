// Nothing but comments.

/* CREATE (n) */ // nothing
