// How many nodes there are.
//
// Columns
//   n: integer — the number
// Scan: the server keeps this count
MATCH (n) RETURN count(n) AS n
