// New records of a run that joined actors of other sources, and joins that it proposed.
//
// Parameters
//   source: string — the source's id
//   run: string — the run's id
// Columns
//   action: string — joined or proposed
//   id: string — the record's id
//   subject: string — the record's name
//   object: string — the actor's name
//   new: string — the actor's id, or the identifier that both have
// Scan: a source's records have an index; which of them are of the run has none
MATCH (r:Record) WHERE r.source = $source AND r.key >= '' AND r.recorded_run = $run AND r.n = 1
MATCH (r)-[d:DESCRIBES]->(a:Actor) WHERE coalesce(d.rule, a.id) <> r.id
RETURN 'joined' AS action, r.id AS id, r.name AS subject, a.name AS object, a.id AS new
UNION ALL
MATCH (r:Record) WHERE r.source = $source AND r.key >= ''
MATCH (r)-[p:PROPOSED]->(a:Actor) WHERE p.proposed_run = $run
RETURN 'proposed' AS action, r.id AS id, r.name AS subject, a.name AS object, p.identifier AS new
