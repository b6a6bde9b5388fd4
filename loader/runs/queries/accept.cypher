// Takes up a held run that a person has accepted.
//
// access: write
// Parameters
//   run: string — the run's id
//   by: string — who accepted it
// Columns
//   run: string — the run's id
//   at: datetime — its timestamp
MATCH (r:Run {id: $run})-[:OF]->(s:Source)
WHERE r.status = 'held' OR (r.accepted_at IS NOT NULL AND r.status IN ['failed', 'running'] AND r.n = s.runs)
OPTIONAL MATCH (left:Run) WHERE left.source = s.id AND left.n >= 0 AND left.status = 'running' AND left <> r
SET left.status = 'failed', left.error = 'ended before it was done', left.ended_at = datetime()
WITH DISTINCT r, s
SET r.status = 'running', r.accepted_at = datetime(), r.decided_by = $by,
    r.at = CASE WHEN s.recorded_at > datetime() THEN s.recorded_at ELSE datetime() END
RETURN r.id AS run, r.at AS at
