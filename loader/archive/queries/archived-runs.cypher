// The runs whose inputs are in the archive, the latest of each source first.
//
// Columns
//   run: string — the run's id
//   n: integer — its number
//   source: string — the source's id
//   status: string — its status
//   at: datetime — when it began
//   input: string? — sha256 of its input
//   archived: list<string> — its files, as `part=sha256=name`
//   last: string? — the source's last complete run
//   accepted: boolean — whether a person has accepted it, and it is the source's latest
// Scan: every run is asked what it keeps; there are few
MATCH (r:Run)-[:OF]->(s:Source) WHERE r.archived IS NOT NULL
RETURN r.id AS run, r.n AS n, r.source AS source, r.status AS status, r.started_at AS at, r.input AS input,
       r.archived AS archived, s.last_run AS last, r.accepted_at IS NOT NULL AND r.n = s.runs AS accepted
ORDER BY r.source, r.n DESC
