// What the graph said of an actor on a past day, or what the sources had said by then: live and withdrawn statements together.
//
// uses: chosen
// asks: What was known of {actor} on {known}?
// Parameters
//   actor: actor — the actor's id. Example: "wagner-2023:wagner-group"
//   known: date — what was known at the end of that day. Example: 2023-01-20
//   clock: string(said|recorded) = "said" — said: by the dates of the publications; recorded: by when the graph learnt it, and of its withdrawal.
//   on: date = null — and in force on that day. Example: 2022-12-01
//   ever: boolean = true — at any time, when no day is given; false means today.
//   undated: boolean = true — statements with neither date too, which may hold on any day.
//   sources: list<source> = null — only what these sources say. Example: ["wagner-2023"]
//   types: list<type> = null — only these relationship types. Example: ["SUPPLIES", "LEADS"]
//   sure: float(0..1) = 0.0 — at least so sure; one of unknown confidence passes.
//   limit: integer(0..) = 500 — at most this many statements.
// Columns
//   type: string — the type that is claimed or denied
//   denied: boolean — it is denied
//   subject: actor — the subject's id
//   subject_name: string — its name
//   object: actor — the object's id
//   object_name: string — its name
//   said_by: string — who says so
//   evidence: string — what is said, in our own words
//   valid_from: date? — the first day on which it held, when known
//   valid_to: date? — the last day on which it held, when known
//   known_from: date — the day on which this version became known
//   known_until: date? — the day on which it no longer stood; null when it stands today
//   why: string? — why it no longer stands: changed, ended, retracted or reverted
//   source: string — who published it
//   id: statement — this version's id

// Where a publication has no date, the day on which the graph learnt it takes its place. Days are those of UTC.
MATCH (a:Actor {id: $actor})-[r:!(DESCRIBES|PROPOSED)]-(b:Actor)
WHERE a <> b AND @chosen(r)
WITH r,
  CASE $clock WHEN 'recorded' THEN date(r.recorded_at) ELSE coalesce(r.said_at, date(r.recorded_at)) END AS known_from,
  CASE $clock WHEN 'recorded' THEN date(r.withdrawn_at)
    ELSE coalesce(r.said_until, date(r.withdrawn_at)) END AS known_until
WHERE known_from <= $known AND coalesce(known_until > $known, true)
RETURN coalesce(r.type, type(r)) AS type, type(r) = 'DENIED' OR coalesce(r.denied, false) AS denied,
  startNode(r).id AS subject, startNode(r).name AS subject_name, endNode(r).id AS object, endNode(r).name AS object_name,
  r.said_by AS said_by, r.evidence AS evidence, r.valid_from AS valid_from, r.valid_to AS valid_to,
  known_from, known_until, r.why AS why, r.source AS source, r.id AS id
ORDER BY type, denied, subject_name, object_name, id
LIMIT $limit
