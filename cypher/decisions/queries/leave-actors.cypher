// Lets actors that no record describes any more lead on to whom their records describe now.
//
// access: write
// Parameters
//   rows: list<list<any>> — of each actor its id and that of the record that it leads on to
// Columns
//   actor: string — an actor's id
//   left: boolean — a statement still hangs on it
UNWIND $rows AS row
MATCH (a:Actor {id: row[0]}) WHERE NOT EXISTS { (a)<-[:DESCRIBES]-(:Record) }
MATCH (r:Record {id: row[1]})
WITH a, r, EXISTS { (a)-[]-(:Actor) } AS left
REMOVE a:Actor:Person:Organization:State:Vessel:Aircraft
SET a:FormerActor
CREATE (a)-[:WAS]->(r)
RETURN a.id AS actor, left
