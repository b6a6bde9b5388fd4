// Claims that rest on one source: what this source says of two actors and no other source says too.
//
// uses: declared-types, statements-of-source, in-force, undated, of-types, as-sure
// asks: What rests on {source} alone, {on: today}?
// Parameters
//   source: source — the source's id. Example: "wagner-2023"
//   on: date = null — in force on that day; today without one. Example: 2023-01-20
//   ever: boolean = false — at any time, when no day is given.
//   undated: boolean = true — statements with neither date too, which may hold on any day.
//   types: list<type> = null — only these relationship types. Example: ["SUPPLIES", "LEADS"]
//   sure: float(0..1) = 0.0 — at least so sure; one of unknown confidence passes.
//   limit: integer(0..) = 200 — at most this many claims.
// Columns
//   type: string — the type that is claimed
//   subject: actor — the subject's id; the smaller id for symmetric types
//   subject_name: string — its name
//   object: actor — the object's id
//   object_name: string — its name
//   said_by: list<string> — the speakers whom the source names
//   confidence: float? — the highest, when one is known
//   undated: integer — how many of these statements have neither date
//   statements: list<statement> — the ids of the statements
// Scan: the source's statements are read in their indexes on (source, statement); of types that sources declare themselves,
//   among all relationships, when there are such types.

@declared-types()
CALL (declared) {
  @statements-of-source($source, @in-force(r) AND @of-types(r) AND @as-sure(r))
}
MATCH (t:EdgeType {name: type(r)})
WITH r, t, startNode(r) AS s, endNode(r) AS o
WITH r, t, CASE WHEN t.symmetric AND o.id < s.id THEN [o, s] ELSE [s, o] END AS ends
WITH r, t, ends[0] AS s, ends[1] AS o ORDER BY r.said_by, r.id
WITH t, s, o, collect(DISTINCT r.said_by) AS said_by, max(r.confidence) AS confidence, collect(r.id) AS statements,
  count(CASE WHEN @undated(r) THEN 1 END) AS undated
WHERE s <> o AND NOT EXISTS {
  MATCH (s)-[e:!(DENIED|WITHDRAWN)]-(o)
  WHERE type(e) = t.name AND e.source <> $source AND (t.symmetric OR startNode(e) = s) AND @in-force(e)
}
RETURN t.name AS type, s.id AS subject, s.name AS subject_name, o.id AS object, o.name AS object_name, said_by,
  confidence, undated, statements
ORDER BY type, subject_name, object_name, subject, object
LIMIT $limit
