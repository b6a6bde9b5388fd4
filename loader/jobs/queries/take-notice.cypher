// Takes the notice that is to be sent now: the oldest of its source, the longest due; its lock keeps two from taking
// it.
//
// access: write
// Parameters
//   now: datetime — the present moment
// Columns
//   id: string — its id
//   source: string — the source's id
//   body: string — what is sent: JSON
//   attempts: integer — how often it was tried
MATCH (n:Notice) USING INDEX n:Notice(status, at)
WHERE n.status = 'waiting' AND n.at IS NOT NULL
WITH n ORDER BY n.at
WITH n.source AS source, collect(n)[0] AS n
WHERE n.next_at <= $now AND coalesce(n.taken_until <= datetime(), true)
WITH n ORDER BY n.next_at LIMIT 1
SET n.touched = datetime()
WITH n WHERE n.status = 'waiting' AND n.next_at <= $now AND coalesce(n.taken_until <= datetime(), true)
SET n.attempts = n.attempts + 1
RETURN n.id AS id, n.source AS source, n.body AS body, n.attempts AS attempts
