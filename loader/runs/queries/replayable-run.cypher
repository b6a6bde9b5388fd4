// What is known of a run that is to be replayed, and of other inputs that were loaded since.
//
// Parameters
//   run: string — the run's id
// Columns
//   source: string — the source's id
//   archived: list<string>? — its files in the archive, as `part=sha256=name`
//   said_at: date? — the publication date of its input
//   reverts: string? — the run that it reverted
//   newer: string? — the last run that has loaded another input since
//   taken_back: boolean — whether such a run was reverted
MATCH (r:Run {id: $run})-[:OF]->(s:Source)
OPTIONAL MATCH (later:Run) WHERE later.source = s.id AND later.n > r.n AND later.input <> r.input
WITH r, later ORDER BY later.n DESC
RETURN r.source AS source, r.archived AS archived, r.said_at AS said_at, r.reverts AS reverts,
       collect(CASE WHEN later.status = 'done' THEN later.id END)[0] AS newer,
       coalesce(any(status IN collect(later.status) WHERE status = 'reverted'), false) AS taken_back
