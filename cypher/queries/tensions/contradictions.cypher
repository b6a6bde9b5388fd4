// Statements that contradict each other at the same time: said and denied, or allies and rivals at once.
//
// uses: signs, negative-pairs, sure, meets, of-types, pair-of-kind
// asks: Which statements contradict each other?
// Parameters
//   kind: string(person|organization|state|vessel|aircraft|other) = null — only actors of this kind. Example: "state"
//   country: string = null — only pairs with an actor of this country, by its ISO 3166-1 alpha-3 code. Example: "RUS"
//   sources: list<source> = null — only what these sources say. Example: ["wagner-2023"]
//   types: list<type> = null — only these relationship types. Example: ["SUPPLIES", "LEADS"]
//   sure: float(0..1) = 0.5 — at least so sure; one of unknown confidence passes.
//   limit: integer(0..) = 100 — at most this many contradictions of each kind.
// Columns
//   kind: string — denied (someone says so, someone denies it) or both signs (one statement ties what another divides)
//   a: actor — one actor's id; where a direction is denied, the subject's
//   b: actor — the other's
//   a_name: string — the first actor's name
//   b_name: string — the second's
//   claims: list<string> — the types of what is claimed
//   pro: list<statement> — the ids of the statements that are denied, or of those that tie
//   contra: list<statement> — the ids of the denials, or of the statements that divide
//   pro_said_by: list<string> — who says the former
//   contra_said_by: list<string> — who says the latter
// Scan: every denial and every negative statement is read once, from its index on (source, statement); negative types that
//   sources declare beyond RIVAL_OF and DESIGNATES are looked for among all relationships, when there are such types.

// Two statements meet when their dates overlap; without dates they always do. Of both signs only statements of
// confidence 0.5 or more, or unknown, count; what is denied may be as doubtful as it likes.
@signs()
WITH plus, minus, plus + minus AS signed
CALL (plus, minus, signed) {
  MATCH (x:Actor)-[d:DENIED]->(y:Actor) USING INDEX d:DENIED(source, statement)
  WHERE d.source >= '' AND d.statement IS NOT NULL AND x <> y AND @of-types(d) AND ($sources IS NULL OR d.source IN $sources) AND @pair-of-kind(x, y)
  MATCH (t:EdgeType {name: d.type})
  WITH x, y, d, t
  CALL (x, y, d, t) {
    MATCH (x)-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED)]-(y)
    WHERE type(r) = d.type AND (t.symmetric OR startNode(r) = x)
      AND @meets(r, d.valid_from, d.valid_to) AND ($sources IS NULL OR r.source IN $sources)
    RETURN r
  }
  WITH d, r, CASE WHEN t.symmetric AND y.id < x.id THEN [y, x] ELSE [x, y] END AS pair ORDER BY r.id, d.id
  WITH d, r, pair[0] AS a, pair[1] AS b
  WITH a, b, d.type AS claim, collect(DISTINCT r) AS fors, collect(DISTINCT d) AS againsts
  ORDER BY a.name, b.name, a.id, b.id, claim LIMIT $limit
  RETURN 'denied' AS kind, a, b, fors, againsts
UNION ALL
  WITH plus, minus, signed
  CALL (minus) {
    @negative-pairs()
  }
  WITH DISTINCT plus, signed, CASE WHEN x.id < y.id THEN x ELSE y END AS a, CASE WHEN x.id < y.id THEN y ELSE x END AS b
  WHERE a <> b AND @pair-of-kind(a, b)
  CALL (plus, signed, a, b) {
    MATCH (a)-[r:!(DENIED|WITHDRAWN)]-(b)
    WHERE @sure(r)
    WITH r, type(r) IN plus AS positive ORDER BY r.id
    RETURN collect(CASE WHEN positive THEN r END) AS ties, collect(CASE WHEN NOT positive THEN r END) AS divides
  }
  WITH a, b,
    [r IN ties WHERE any(s IN divides
      WHERE @meets(r, s.valid_from, s.valid_to))] AS fors,
    [s IN divides WHERE any(r IN ties
      WHERE @meets(r, s.valid_from, s.valid_to))] AS againsts
  WHERE size(fors) > 0
  WITH a, b, fors, againsts ORDER BY a.name, b.name, a.id, b.id LIMIT $limit
  RETURN 'both signs' AS kind, a, b, fors, againsts
}
RETURN kind, a.id AS a, b.id AS b, a.name AS a_name, b.name AS b_name,
  COLLECT { UNWIND fors + againsts AS r RETURN DISTINCT coalesce(r.type, type(r)) AS type ORDER BY type } AS claims,
  [r IN fors | r.id] AS pro, [r IN againsts | r.id] AS contra,
  COLLECT { UNWIND fors AS r RETURN DISTINCT r.said_by AS who ORDER BY who } AS pro_said_by,
  COLLECT { UNWIND againsts AS r RETURN DISTINCT r.said_by AS who ORDER BY who } AS contra_said_by
ORDER BY kind DESC, a_name, b_name, a, b, claims
