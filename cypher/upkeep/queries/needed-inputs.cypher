// The archived inputs that the graph can't do without: of each source's last load, and of runs that wait for a person.
//
// Columns
//   sha256: string — the input's hash
//   source: string — the id of a source that needs it
// Scan: every run is asked what it keeps; there are few
MATCH (r:Run)-[:OF]->(s:Source)
WHERE r.archived IS NOT NULL AND (r.id = s.last_run OR r.status = 'held')
UNWIND r.archived AS file
RETURN split(file, '=')[1] AS sha256, min(s.id) AS source
ORDER BY source, sha256
