// What people have asked of the scheduler, the latest first, and what came of it.
//
// uses: of-source
// Parameters
//   source: string = null — only what concerns this source. Example: "wagner-2023"
//   limit: integer(0..) = 20 — at most this many.
// Columns
//   id: string — the request's id
//   kind: string — run, accept, drop, pause or resume; restart of the server
//   source: string — the source's id; empty for a restart
//   run: string? — the run that is accepted or dropped
//   asked_at: datetime — when it was asked for
//   asked_by: string — by whom
//   status: string — asked, taken, done or refused
//   taken_by: string? — the scheduler that carries it out
//   ended_at: datetime? — when it was carried out
//   answer: string? — what came of it, in words
MATCH (q:Request) USING INDEX q:Request(asked_at)
WHERE q.asked_at IS NOT NULL AND @of-source(q)
RETURN q.id AS id, q.kind AS kind, q.source AS source, q.run AS run, q.asked_at AS asked_at, q.asked_by AS asked_by,
  q.status AS status, q.taken_by AS taken_by, q.ended_at AS ended_at, q.answer AS answer
ORDER BY q.asked_at DESC LIMIT $limit
