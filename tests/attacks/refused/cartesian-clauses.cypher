// The same in clauses of their own.

MATCH (a) MATCH (b) MATCH (c) MATCH (d) MATCH (e) MATCH (f) WHERE a.n + b.n + c.n + d.n + e.n + f.n < 0 RETURN count(*) AS x
