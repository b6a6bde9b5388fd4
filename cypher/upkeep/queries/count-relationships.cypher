// How many relationships there are.
//
// Columns
//   n: integer — the number
// Scan: the server keeps this count
MATCH ()-[r]->() RETURN count(r) AS n
