// Notes to which actor the rules alone give records that join one which a decision has united with another.
//
// access: write
// Parameters
//   rows: list<list<any>> — of each the record's id, and that actor's
UNWIND $rows AS row
MATCH (:Record {id: row[0]})-[d:DESCRIBES]->(:Actor)
SET d.rule = row[1]
