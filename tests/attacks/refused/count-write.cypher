// A write in COUNT {}.

RETURN COUNT { CREATE (n) RETURN n } AS x
