// The same in COLLECT {}.

RETURN size(COLLECT { MATCH (a), (b), (c), (d), (e), (f) WHERE a.n + b.n + c.n + d.n + e.n + f.n < 0 RETURN 1 AS one }) AS x
