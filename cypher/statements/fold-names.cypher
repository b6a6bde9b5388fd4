// Keeps the names of actors as they are searched for.
//
// access: write
// Parameters
//   rows: list<list<any>> — each the actor's id and its folded names; null for names that differ in capitals only
UNWIND $rows AS row
MATCH (a:Actor {id: row[0]})
SET a.folded = row[1]
