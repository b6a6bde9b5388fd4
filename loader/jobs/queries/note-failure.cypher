// Notes as a failed run that an attempt ended before it had begun one.
//
// access: write
// Parameters
//   source: string — the source's id
//   due: datetime — the due time
//   job: string — the attempt of a scheduler
//   error: string — what went wrong, in words
//   by: string — who asked for it
// Columns
//   run: string — the run's id
MERGE (s:Source {id: $source})
SET s.runs = coalesce(s.runs, 0) + 1
CREATE (r:Run {id: s.id + '-' + toString(s.runs), n: s.runs, source: s.id, status: 'failed', started_at: datetime(),
               ended_at: datetime(), due: $due, job: $job, begun_by: $by, error: $error, files: [], archived: []})
CREATE (r)-[:OF]->(s)
RETURN r.id AS run
