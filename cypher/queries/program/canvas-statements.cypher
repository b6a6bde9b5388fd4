// Everything that was ever said among actors, or between two groups of them, for the canvas to fold and to filter.
//
// uses: signs, passes, type-said
// Parameters
//   actors: list<string> — ids. Example: ["wagner-2023:vladimir-putin", "wagner-2023:yevgeny-prigozhin"]
//   others: list<string> = null — ids at the other ends; without them the actors among themselves. Example: ["states:RUS"]
//   filter: map — what the screen lets through. Example: {"hidden": [], "sources": [], "confidence": 0.0, "stances": [], "first": "2023-01-20", "last": "2023-01-20", "known": null, "undated": true}
//   limit: integer = 5000 — at most this many statements, those that stand first.
// Columns
//   id: string — the statement's id
//   type: string — the type that is claimed or denied
//   sign: integer — the type's: 1, -1 or 0
//   denied: boolean — it is denied
//   subject: string — the subject's id
//   object: string — the object's id
//   confidence: float? — 0–1, when known
//   stance: string — asserted, announced or denied
//   valid_from: date? — the first day on which it held, when known
//   valid_from_precision: string? — day, month or year
//   valid_to: date? — the last day on which it held, when known
//   valid_to_precision: string? — day, month or year
//   source: string — who published it
//   stands: boolean — it is not withdrawn
//   known_from: date — the day on which this version became known
//   known_until: date? — the day on which it no longer stood
//   passes: boolean — the filter lets it through

// As in `between`, a pair is looked for from whichever end has fewer relationships.
@signs()
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
MATCH (near)-[r:!(DESCRIBES|PROPOSED)]-(b)
WHERE near <> b AND b IN far
// Counting drops the list of ends, which each row would carry through the sort.
WITH plus, minus, r, count(*) AS ways ORDER BY type(r) = 'WITHDRAWN', r.id LIMIT $limit
WITH plus, minus, r, @type-said(r) AS type, type(r) = 'DENIED' OR coalesce(r.denied, false) AS denied
RETURN r.id AS id, type, CASE WHEN type IN plus THEN 1 WHEN type IN minus THEN -1 ELSE 0 END AS sign, denied,
  startNode(r).id AS subject, endNode(r).id AS object, r.confidence AS confidence,
  CASE WHEN denied THEN 'denied' ELSE r.stance END AS stance,
  r.valid_from AS valid_from, r.valid_from_precision AS valid_from_precision,
  r.valid_to AS valid_to, r.valid_to_precision AS valid_to_precision,
  r.source AS source, type(r) <> 'WITHDRAWN' AS stands, coalesce(r.said_at, date(r.recorded_at)) AS known_from,
  coalesce(r.said_until, date(r.withdrawn_at)) AS known_until, @passes(r) AS passes
ORDER BY stands DESC, id
