// Notes which actors of other sources records may describe.
//
// access: write
// Parameters
//   rows: list<map> — the records, each with its proposals (the writer's RecordRow)
//   at: datetime — the run's timestamp
//   run: string — the run's id
UNWIND $rows AS row
MATCH (record:Record {id: row.id})
UNWIND row.proposed AS proposal
WITH record, proposal[0] AS actor, proposal[1] AS identifier
MATCH (a:Actor {id: actor})
MERGE (record)-[proposed:PROPOSED {identifier: identifier}]->(a)
ON CREATE SET proposed.proposed_at = $at, proposed.proposed_run = $run
