// Lets no run begin until this transaction ends, and gives the number of the next decision.
//
// access: write
// Columns
//   n: integer — the number
// Scan: there is one such node
MATCH (m:Meta) SET m.touched = datetime()
WITH m
RETURN coalesce(COLLECT { MATCH (d:Decision) WHERE d.n > 0 RETURN d.n ORDER BY d.n DESC LIMIT 1 }[0], 0) + 1 AS n
