// Lets records describe the actors that decisions give them.
//
// access: write
// Parameters
//   rows: list<list<any>> — of each record its id, the actor's, the rules' actor where that is another, apart or null
// Columns
//   written: integer — how many there are
UNWIND $rows AS row
MATCH (r:Record {id: row[0]})-[before:DESCRIBES]->(:Actor)
MATCH (a:Actor {id: row[1]})
DELETE before
CREATE (r)-[now:DESCRIBES]->(a)
SET now.rule = row[2], now.apart = row[3]
RETURN count(now) AS written
