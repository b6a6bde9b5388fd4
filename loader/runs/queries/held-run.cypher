// What is known of a run that may wait for a person.
//
// Parameters
//   run: string — the run's id
// Columns
//   source: string — the source's id
//   status: string — its status
//   archived: list<string>? — its files in the archive, as `part=sha256=name`
//   said_at: date? — the publication date of its input
//   waits: boolean — whether it waits for a person
MATCH (r:Run {id: $run})-[:OF]->(s:Source)
RETURN r.source AS source, r.status AS status, r.archived AS archived, r.said_at AS said_at,
       r.status = 'held' OR (r.accepted_at IS NOT NULL AND r.status IN ['failed', 'running'] AND r.n = s.runs) AS waits
