// What a source says: its statements, by type.
//
// uses: declared-types, statements-of-source, in-force, of-types, as-sure
// asks: What does {source} say, {on: today}?
// Parameters
//   source: source — the source's id. Example: "wagner-2023"
//   on: date = null — in force on that day; today without one. Example: 2023-01-20
//   ever: boolean = false — at any time, when no day is given.
//   undated: boolean = true — statements with neither date too, which may hold on any day.
//   types: list<type> = null — only these relationship types. Example: ["SUPPLIES", "LEADS"]
//   sure: float(0..1) = 0.0 — at least so sure; one of unknown confidence passes.
//   limit: integer(0..) = 200 — at most this many statements.
// Columns
//   type: string — the type
//   subject: actor — the subject's id
//   subject_name: string — its name
//   object: actor — the object's id
//   object_name: string — its name
//   valid_from: date? — the first day on which it held, when known
//   valid_to: date? — the last day on which it held, when known
//   said_by: string — who says it
//   confidence: float? — how sure that is, when known
//   evidence: string — what was said, in our own words
//   id: statement — the statement's id
// Scan: the source's statements are read in their indexes on (source, statement); of types that sources declare themselves,
//   among all relationships, when there are such types.

@declared-types()
CALL (declared) {
  @statements-of-source($source, @in-force(r) AND @of-types(r) AND @as-sure(r))
}
WITH r, startNode(r) AS s, endNode(r) AS o
RETURN type(r) AS type, s.id AS subject, s.name AS subject_name, o.id AS object, o.name AS object_name,
  r.valid_from AS valid_from, r.valid_to AS valid_to, r.said_by AS said_by, r.confidence AS confidence,
  r.evidence AS evidence, r.id AS id
ORDER BY type, valid_from, subject_name, object_name, id
LIMIT $limit
