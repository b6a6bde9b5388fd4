// Ends what a killed attempt left running, and lets go of its source; how its run ended.
//
// access: write
// Parameters
//   source: string — the source's id
//   job: string — the attempt of a scheduler
//   error: string — what went wrong, in words
// Columns
//   run: string — the run's id
//   status: string — its status
//   error: string? — what went wrong, in words
MATCH (r:Run)-[:OF]->(s:Source) WHERE r.source = $source AND r.n >= 0 AND r.job = $job
SET r.ended_at = CASE WHEN r.status = 'running' THEN datetime() ELSE r.ended_at END,
    s.holder = CASE WHEN r.status = 'running' THEN null ELSE s.holder END,
    s.held_until = CASE WHEN r.status = 'running' THEN null ELSE s.held_until END,
    r.error = CASE WHEN r.status = 'running' THEN $error ELSE r.error END,
    r.status = CASE WHEN r.status = 'running' THEN 'failed' ELSE r.status END
RETURN r.id AS run, r.status AS status, r.error AS error
