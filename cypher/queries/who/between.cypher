// The statements among actors, or between two groups of them, denials included: the edges to draw.
//
// uses: undated, chosen
// Parameters
//   actors: list<actor> — ids. Example: ["wagner-2023:vladimir-putin", "wagner-2023:yevgeny-prigozhin", "states:RUS"]
//   others: list<actor> = null — ids at the other ends; without them the actors among themselves. Example: ["states:RUS"]
//   on: date = null — in force on that day; today without one. Example: 2023-01-20
//   ever: boolean = false — at any time, when no day is given.
//   undated: boolean = true — statements with neither date too, which may hold on any day.
//   sources: list<source> = null — only what these sources say. Example: ["wagner-2023"]
//   types: list<type> = null — only these relationship types. Example: ["SUPPLIES", "LEADS"]
//   sure: float(0..1) = 0.0 — at least so sure; one of unknown confidence passes.
//   limit: integer(0..) = 5000 — at most this many statements.
// Columns
//   id: statement — the statement's id
//   type: string — the relationship's type; DENIED for a denial
//   claims: string — the type that is claimed or denied
//   subject: actor — the subject's id
//   object: actor — the object's id
//   said_by: string — who says so
//   confidence: float? — 0–1, when known
//   stance: string — asserted or announced
//   valid_from: date? — the first day on which it held, when known
//   valid_from_precision: string? — day, month or year
//   valid_to: date? — the last day on which it held, when known
//   valid_to_precision: string? — day, month or year
//   undated: boolean — it has neither a first nor a last day, so it may hold on any
//   inferred: boolean — concluded from what is said
//   source: string — who published it

// A pair is looked for from whichever end has fewer relationships: the busiest actor is never
// expanded. Nodes are compared, not ids: five times as fast, because no neighbour's property is read.
CALL () {
  WITH 1 AS one WHERE $others IS NULL
  UNWIND $actors AS id
  MATCH (a:Actor {id: id})
  WITH DISTINCT a, COUNT { (a)--() } AS busy ORDER BY busy DESC, a.id
  WITH collect(a) AS nodes
  UNWIND nodes[1..] AS near
  RETURN near, nodes AS far
UNION ALL
  WITH 1 AS one WHERE $others IS NOT NULL
  CALL () {
    UNWIND $actors AS id MATCH (a:Actor {id: id})
    WITH DISTINCT a RETURN collect(a) AS left, sum(COUNT { (a)--() }) AS left_busy
  }
  CALL () {
    UNWIND $others AS id MATCH (b:Actor {id: id})
    WITH DISTINCT b RETURN collect(b) AS right, sum(COUNT { (b)--() }) AS right_busy
  }
  UNWIND CASE WHEN left_busy <= right_busy THEN left ELSE right END AS near
  RETURN near, CASE WHEN left_busy <= right_busy THEN right ELSE left END AS far
}
MATCH (near)-[r:!(WITHDRAWN|DESCRIBES|PROPOSED)]-(b)
WHERE near <> b AND b IN far AND @chosen(r)
// Counting drops the list of ends, which each row would carry through the sort.
WITH r, count(*) AS ways ORDER BY r.id LIMIT $limit
RETURN r.id AS id, type(r) AS type, coalesce(r.type, type(r)) AS claims,
  startNode(r).id AS subject, endNode(r).id AS object, r.said_by AS said_by, r.confidence AS confidence,
  r.stance AS stance, r.valid_from AS valid_from, r.valid_from_precision AS valid_from_precision,
  r.valid_to AS valid_to, r.valid_to_precision AS valid_to_precision,
  @undated(r) AS undated, coalesce(r.inferred, false) AS inferred, r.source AS source
ORDER BY id
