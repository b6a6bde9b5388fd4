// Some XORs.

MATCH (a:Actor) WHERE a.n = 0 XOR a.n = 1 XOR a.n = 2 XOR a.n = 3 XOR a.n = 4 XOR a.n = 5 XOR a.n = 6 XOR a.n = 7 RETURN count(*) AS n
