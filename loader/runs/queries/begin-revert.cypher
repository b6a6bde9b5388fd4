// Begins a run that reverts another.
//
// access: write
// Parameters
//   run: string — the run's id
//   by: string — who reverts it
// Columns
//   run: string — the run's id
//   at: datetime — its timestamp
MATCH (old:Run {id: $run})-[:OF]->(s:Source)
OPTIONAL MATCH (left:Run) WHERE left.source = s.id AND left.n >= 0 AND left.status = 'running'
SET left.status = 'failed', left.error = 'ended before it was done', left.ended_at = datetime()
WITH DISTINCT old, s
SET s.runs = s.runs + 1
CREATE (r:Run {id: s.id + '-' + toString(s.runs), n: s.runs, source: s.id, status: 'running', started_at: datetime(),
               reverts: old.id, said_at: old.said_at, begun_by: $by})
CREATE (r)-[:OF]->(s)
SET r.at = CASE WHEN s.recorded_at > r.started_at THEN s.recorded_at ELSE r.started_at END
RETURN r.id AS run, r.at AS at
