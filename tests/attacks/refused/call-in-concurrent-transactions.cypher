// Commits on its own, several at a time.

UNWIND [1] AS x CALL (x) { CREATE () } IN 3 CONCURRENT TRANSACTIONS RETURN x
