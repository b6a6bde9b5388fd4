// An actor's life in dates: what began and what ended, in order.
//
// uses: picked
// asks: What began and ended for {actor}, from {since: the beginning} to {until: today}?
// Parameters
//   actor: actor — the actor's id. Example: "wagner-2023:wagner-group"
//   since: date = null — from this day on. Example: 2023-01-01
//   until: date = null — up to this day. Example: 2023-01-31
//   sources: list<source> = null — only what these sources say. Example: ["wagner-2023"]
//   types: list<type> = null — only these relationship types. Example: ["SUPPLIES", "LEADS"]
//   sure: float(0..1) = 0.0 — at least so sure; one of unknown confidence passes.
//   limit: integer(0..) = 500 — at most this many events, the earliest first.
// Columns
//   day: date — the day; the first or last of the month or year when no more is known
//   precision: string? — day, month or year
//   event: string — begins or ends
//   type: string — the relationship's type
//   direction: string — out (the actor is the subject), in, or both for symmetric types
//   other: actor — the id of the one at the other end
//   other_name: string — its name
//   evidence: string — what is said, in our own words
//   said_by: string — who says so
//   stance: string — asserted, or announced when it is said to come
//   id: statement — the statement's id
MATCH (a:Actor {id: $actor})
WITH a, COLLECT { MATCH (t:EdgeType) WHERE t.name >= '' AND t.symmetric RETURN t.name } AS symmetric
MATCH (a)-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED)]-(b)
WHERE a <> b AND @picked(r)
UNWIND [[r.valid_from, r.valid_from_precision, 'begins'], [r.valid_to, r.valid_to_precision, 'ends']] AS event
WITH a, symmetric, r, b, event[0] AS day, event[1] AS precision, event[2] AS event
WHERE day IS NOT NULL AND ($since IS NULL OR day >= $since) AND ($until IS NULL OR day <= $until)
RETURN day, precision, event, type(r) AS type,
  CASE WHEN type(r) IN symmetric THEN 'both' WHEN startNode(r) = a THEN 'out' ELSE 'in' END AS direction,
  b.id AS other, b.name AS other_name, r.evidence AS evidence, r.said_by AS said_by, r.stance AS stance, r.id AS id
ORDER BY day, event, type, other_name, id
LIMIT $limit
