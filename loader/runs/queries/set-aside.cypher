// Gives records whose key was given to another actor an id of their own; they stay live while a statement names them.
//
// access: write
// Parameters
//   rows: list<list<any>> — of each record the id until now, the id and the key from now on, its version, and why
//   at: datetime — the run's timestamp
//   run: string — the run's id
// Columns
//   written: integer — how many were written
UNWIND $rows AS row
MATCH (rec:Record {id: row[0]})-[:DESCRIBES]->(a:Actor) WHERE rec.n = row[3]
WITH row, rec, EXISTS { (a)-[e:!WITHDRAWN]-(:Actor) WHERE e.subject_record = row[1] OR e.object_record = row[1] } AS named
WITH row, rec, rec.live AND NOT named AS goes
SET rec.id = row[1], rec.key = row[2], rec.live = rec.live AND NOT goes,
    rec.withdrawn_at = CASE WHEN goes THEN $at ELSE rec.withdrawn_at END,
    rec.withdrawn_run = CASE WHEN goes THEN $run ELSE rec.withdrawn_run END,
    rec.withdrawn_because = CASE WHEN goes THEN row[4] ELSE rec.withdrawn_because END
RETURN count(rec) AS written
