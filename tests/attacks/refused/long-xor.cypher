// XORs that the planner writes out to 2^25 conditions.

MATCH (a:Actor) WHERE a.n = 0 XOR a.n = 1 XOR a.n = 2 XOR a.n = 3 XOR a.n = 4 XOR a.n = 5 XOR a.n = 6 XOR a.n = 7 XOR a.n = 8 XOR a.n = 9 XOR a.n = 10 XOR a.n = 11 XOR a.n = 12 XOR a.n = 13 XOR a.n = 14 XOR a.n = 15 XOR a.n = 16 XOR a.n = 17 XOR a.n = 18 XOR a.n = 19 XOR a.n = 20 XOR a.n = 21 XOR a.n = 22 XOR a.n = 23 XOR a.n = 24 XOR a.n = 25 RETURN count(*)
