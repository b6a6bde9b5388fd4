// The same in EXISTS {}.

RETURN EXISTS { MATCH (a), (b), (c), (d), (e), (f) WHERE a.n + b.n + c.n + d.n + e.n + f.n < 0 } AS x
