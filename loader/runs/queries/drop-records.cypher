// Withdraws records that no live statement names.
//
// access: write
// Parameters
//   rows: list<list<any>> — of each the record's id and why it is withdrawn
//   at: datetime — the run's timestamp
//   run: string — the run's id
// Columns
//   written: integer — how many were written
UNWIND $rows AS row
WITH row[0] AS id, row[1] AS because
MATCH (rec:Record {id: id})-[:DESCRIBES]->(a:Actor)
WHERE NOT EXISTS { (a)-[e:!WITHDRAWN]-(:Actor) WHERE e.subject_record = id OR e.object_record = id }
SET rec.live = false, rec.withdrawn_at = $at, rec.withdrawn_run = $run, rec.withdrawn_because = because
RETURN count(rec) AS written
