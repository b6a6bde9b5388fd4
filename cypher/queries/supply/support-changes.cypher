// Ended and new support: who supplies whom on one of two days and not on the other.
//
// uses: held-on, trusted, of-kind
// empty: nobody began or ceased to supply another between these days
// asks: Which support began or ended between {before} and {after}, of {supplier: anybody}?
// Parameters
//   kind: string(person|organization|state|vessel|aircraft|other) = null — only actors of this kind. Example: "state"
//   country: string = null — only actors of this country, by its ISO 3166-1 alpha-3 code. Example: "RUS"
//   before: date — the earlier day. Example: 2022-06-30
//   after: date — the later day. Example: 2022-12-01
//   sources: list<source> = null — only what these sources say. Example: ["wagner-2023"]
//   sure: float(0..1) = 0.5 — at least so sure; one of unknown confidence passes.
//   supplier: actor = null — only what this one supplies. Example: "states:PRK"
//   limit: integer(0..) = 200 — at most this many pairs.
// Columns
//   change: string — new or ended
//   supplier: actor — the supplier's id
//   name: string — its name
//   target: actor — the id of the one who is supplied
//   target_name: string — its name
//   goods: list<string> — what is said to be supplied, where it is named
//   day: date? — the first day of the new support, the last of what ended, when it is known
//   statements: list<statement> — the ids of the statements that held on one of the days
// Scan: every supply is read once, from its index on (source, statement).

// What has neither date held on both days.
MATCH (s:Actor)-[r:SUPPLIES]->(t:Actor) USING INDEX r:SUPPLIES(source, statement)
WHERE r.source >= '' AND r.statement IS NOT NULL AND s <> t AND ($supplier IS NULL OR s.id = $supplier)
  AND @trusted(r) AND @of-kind(s) AND r.stance = 'asserted'
WITH s, t, r ORDER BY r.id
WITH s, t, [r IN collect(r) WHERE @held-on(r, $before) OR @held-on(r, $after)] AS said
WITH s, t, said, any(r IN said WHERE @held-on(r, $before)) AS then, any(r IN said WHERE @held-on(r, $after)) AS now
WHERE then <> now
WITH *, CASE WHEN now THEN 'new' ELSE 'ended' END AS change ORDER BY change DESC, s.name, s.id, t.name, t.id LIMIT $limit
RETURN change, s.id AS supplier, s.name AS name, t.id AS target, t.name AS target_name,
  COLLECT { UNWIND said AS r WITH r.goods AS goods WHERE goods IS NOT NULL RETURN DISTINCT goods ORDER BY goods } AS goods,
  COLLECT {
    UNWIND said AS r
    WITH CASE change WHEN 'new' THEN r.valid_from ELSE r.valid_to END AS day WHERE day IS NOT NULL
    RETURN day ORDER BY CASE change WHEN 'new' THEN 1 ELSE -1 END * duration.inDays(date('1900-01-01'), day).days LIMIT 1
  }[0] AS day,
  [r IN said | r.id] AS statements
ORDER BY change DESC, name, supplier, target_name, target
