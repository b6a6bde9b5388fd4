// Pairs that changed sides between two days: tied on the one and set apart on the other.
//
// uses: held-on, signs, negative-pairs, sure, undated, pair-of-kind
// empty: no pair is tied on one of the days and set apart on the other
// asks: Who changed sides between {before} and {after}?
// Parameters
//   kind: string(person|organization|state|vessel|aircraft|other) = null — only actors of this kind. Example: "state"
//   country: string = null — only pairs with an actor of this country, by its ISO 3166-1 alpha-3 code. Example: "RUS"
//   before: date — the earlier day. Example: 2022-12-31
//   after: date — the later day. Example: 2023-01-31
//   undated: boolean = true — count statements with neither date too, which may hold on any day.
//   sources: list<source> = null — only what these sources say. Example: ["wagner-2023"]
//   types: list<type> = null — only these relationship types. Example: ["SUPPLIES", "LEADS"]
//   sure: float(0..1) = 0.5 — at least so sure; one of unknown confidence passes.
//   limit: integer(0..) = 100 — at most this many pairs.
// Columns
//   a: actor — one actor's id
//   b: actor — the other's
//   a_name: string — the first actor's name
//   b_name: string — the second's
//   sign_before: integer — the pair's sign on the earlier day, 1 or -1
//   sign_after: integer — on the later day
//   types_before: list<string> — the types of the statements that held on the earlier day
//   types_after: list<string> — on the later
//   statements_before: list<statement> — the ids of these
//   statements_after: list<statement> — of those
// Scan: every negative statement is read once, from its index on (source, statement); negative types that sources declare
//   beyond RIVAL_OF and DESIGNATES are looked for among all relationships, when there are such types.

// Statements of confidence 0.5 or more, or unknown; a pair that is mixed on one of the days has no side.
@signs()
WITH plus, minus, plus + minus AS signed
CALL (minus) {
  @negative-pairs()
}
WITH DISTINCT plus, signed, CASE WHEN x.id < y.id THEN x ELSE y END AS a, CASE WHEN x.id < y.id THEN y ELSE x END AS b
WHERE a <> b AND @pair-of-kind(a, b)
CALL (signed, a, b) {
  MATCH (a)-[r:!(DENIED|WITHDRAWN)]-(b)
  WHERE @sure(r) AND ($undated OR NOT @undated(r))
  WITH r ORDER BY r.id
  RETURN collect(r) AS said
}
WITH plus, a, b, [r IN said WHERE @held-on(r, $before)] AS then,
  [r IN said WHERE @held-on(r, $after)] AS now
WITH a, b, then, now, COLLECT { UNWIND then AS r RETURN DISTINCT type(r) IN plus } AS signs_then,
  COLLECT { UNWIND now AS r RETURN DISTINCT type(r) IN plus } AS signs_now
WHERE size(signs_then) = 1 AND size(signs_now) = 1 AND signs_then <> signs_now
WITH a, b, then, now, CASE WHEN signs_then[0] THEN 1 ELSE -1 END AS sign ORDER BY a.name, b.name, a.id, b.id LIMIT $limit
RETURN a.id AS a, b.id AS b, a.name AS a_name, b.name AS b_name, sign AS sign_before, -sign AS sign_after,
  COLLECT { UNWIND then AS r RETURN DISTINCT type(r) AS type ORDER BY type } AS types_before,
  COLLECT { UNWIND now AS r RETURN DISTINCT type(r) AS type ORDER BY type } AS types_after,
  [r IN then | r.id] AS statements_before, [r IN now | r.id] AS statements_after
ORDER BY a_name, b_name, a, b
