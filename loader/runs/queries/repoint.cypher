// Lets statements go on to name the version of a record whose key was given to another actor.
//
// access: write
// Parameters
//   rows: list<list<any>> — of each record the id until now and the id from now on
UNWIND $rows AS row
MATCH (:Record {id: row[0]})-[:DESCRIBES]->(:Actor)-[e]-(:Actor)
WHERE e.subject_record = row[0] OR e.object_record = row[0]
SET e.subject_record = CASE e.subject_record WHEN row[0] THEN row[1] ELSE e.subject_record END,
    e.object_record = CASE e.object_record WHEN row[0] THEN row[1] ELSE e.object_record END
