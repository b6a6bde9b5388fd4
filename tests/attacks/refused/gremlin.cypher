// Another wrong language.

g.V().drop()
