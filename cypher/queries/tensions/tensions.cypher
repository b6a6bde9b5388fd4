// Tensions: three actors whose three pairs all have a sign at the same time and multiply to minus, such as an ally of both sides of a rivalry.
//
// uses: signs, sure, of-source, in-force, undated, meets, sign-spans, shared-spans, last-span, undated-sides
// asks: Which three can't all be at peace, {on: at any time}?
// Parameters
//   actors: list<actor> = null — only triples among these. Example: ["wagner-2023:vladimir-putin", "wagner-2023:yevgeny-prigozhin", "wagner-2023:russian-ministry-of-defence"]
//   source: source = null — only this source's statements count. Example: "wagner-2023"
//   kind: string(person|organization|state|vessel|aircraft|other) = null — only actors of this kind. Example: "state"
//   country: string = null — only triples with an actor of this country, by its ISO 3166-1 alpha-3 code. Example: "RUS"
//   on: date = null — only statements in force on that day count. Example: 2023-01-20
//   ever: boolean = true — at any time, when no day is given; false means today.
//   undated: boolean = true — statements with neither date too, which may hold on any day.
//   sources: list<source> = null — only what these sources say. Example: ["wagner-2023"]
//   types: list<type> = null — only these relationship types. Example: ["SUPPLIES", "LEADS"]
//   sure: float(0..1) = 0.5 — at least so sure; one of unknown confidence passes.
//   limit: integer(0..) = 100 — at most this many triples.
// Columns
//   a: actor — the first actor's id; the three are sorted
//   b: actor — the second's
//   c: actor — the third's
//   a_name: string — the first actor's name
//   b_name: string — the second's
//   c_name: string — the third's
//   ab_sign: integer — the sign of the first and second actor's pair, 1 or -1
//   bc_sign: integer — the sign of the second and third
//   ca_sign: integer — the sign of the third and first
//   ab_types: list<string> — the types of the statements behind the first sign
//   bc_types: list<string> — behind the second
//   ca_types: list<string> — behind the third
//   ab: list<statement> — the ids of the statements behind the first sign
//   bc: list<statement> — behind the second
//   ca: list<statement> — behind the third
//   held_from: date? — the first day of the last span in which all three held; null when no day is said
//   held_to: date? — the span's last day; null while it lasts
//   spans: integer — how many such spans there are, with days between them on which it was otherwise
//   undated: integer — how many of the three sides have no dated statement behind them: so many may have held at another time
//   kind: string — unbalanced
// Scan: without actors every negative statement is read once, from its index on (source, statement); negative types that
//   sources declare beyond RIVAL_OF and DESIGNATES are looked for among all relationships, when there are such types.
@signs()
CALL () {
  UNWIND coalesce($actors, []) AS id
  MATCH (x:Actor {id: id})
  WITH DISTINCT x ORDER BY COUNT { (x)--() } DESC, x.id
  RETURN collect(x) AS among
}
// 1. Pairs with a negative statement; each unbalanced triple has one.
CALL (minus, among) {
  WITH minus, among WHERE $actors IS NOT NULL
  UNWIND among[1..] AS x
  MATCH (x)-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED)]-(y)
  WHERE y IN among AND type(r) IN minus AND x <> y
  RETURN x, y
UNION ALL
  WITH minus WHERE $actors IS NULL
  MATCH (x:Actor)-[r:RIVAL_OF]->(y:Actor) USING INDEX r:RIVAL_OF(source, statement)
  WHERE r.source >= coalesce($source, '') AND r.source <= coalesce($source, '\uffff') AND r.statement IS NOT NULL
  RETURN x, y
UNION ALL
  WITH minus WHERE $actors IS NULL
  MATCH (x:Actor)-[r:DESIGNATES]->(y:Actor) USING INDEX r:DESIGNATES(source, statement)
  WHERE r.source >= coalesce($source, '') AND r.source <= coalesce($source, '\uffff') AND r.statement IS NOT NULL
  RETURN x, y
UNION ALL
  WITH [m IN minus WHERE NOT m IN ['RIVAL_OF', 'DESIGNATES']] AS declared WHERE $actors IS NULL AND size(declared) > 0
  MATCH (x)-[r]->(y)
  WHERE type(r) IN declared
  RETURN x, y
}
WITH DISTINCT plus, minus, among, CASE WHEN x.id < y.id THEN x ELSE y END AS x, CASE WHEN x.id < y.id THEN y ELSE x END AS y
WHERE x <> y
WITH plus, among, plus + minus AS signed,
  CASE WHEN COUNT { (x)--() } <= COUNT { (y)--() } THEN [x, y] ELSE [y, x] END AS pair
WITH plus, among, signed, pair[0] AS near, pair[1] AS far
// 2. Of those, the pairs that are negative in statements that count.
CALL (signed, plus, near, far) {
  MATCH (near)-[r:!(DENIED|WITHDRAWN)]-(far)
  WHERE @sure(r) AND @of-source(r) AND @in-force(r)
  RETURN collect(DISTINCT type(r) IN plus) AS signs
}
WITH plus, among, signed, near, far WHERE false IN signs
// 3. Third actors, from the end with fewer relationships, whose two other sides have a sign in common.
CALL (signed, plus, among, near, far) {
  MATCH (near)-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED)]-(third)
  WHERE third <> near AND third <> far AND @sure(r)
    AND ($actors IS NULL OR third IN among)
    AND @of-source(r) AND @in-force(r)
  WITH signed, plus, far, third, collect(DISTINCT type(r) IN plus) AS one
  CALL (signed, plus, far, third) {
    MATCH (third)-[r:!(DENIED|WITHDRAWN)]-(far)
    WHERE @sure(r) AND @of-source(r) AND @in-force(r)
    RETURN collect(DISTINCT type(r) IN plus) AS other
  }
  WITH third, one, other WHERE any(sign IN one WHERE sign IN other)
  RETURN third
}
CALL (near, far, third) {
  UNWIND [near, far, third] AS n
  WITH n ORDER BY n.id
  RETURN collect(n) AS triple
}
WITH DISTINCT plus, signed, triple
WHERE all(n IN triple WHERE $kind IS NULL OR n.kind = $kind)
  AND any(n IN triple WHERE $country IS NULL OR $country IN n.countries)
// 4. What stands behind each side, and when all three held with signs that multiply to minus.
CALL (signed, plus, triple) {
  UNWIND [0, 1, 2] AS side
  WITH signed, plus, side, triple[side] AS one, triple[(side + 1) % 3] AS other
  CALL (signed, one, other) {
    MATCH (one)-[r:!(DENIED|WITHDRAWN)]-(other)
    WHERE @sure(r) AND @of-source(r) AND ($undated OR NOT @undated(r))
    WITH DISTINCT r ORDER BY type(r), r.id
    RETURN collect(r) AS said
  }
  WITH side, said, @sign-spans(said) AS spans ORDER BY side
  RETURN collect(said) AS said, collect(spans) AS spans
}
WITH plus, triple, said, [span IN @shared-spans(spans[0], spans[1], spans[2]) WHERE span.sign = -1] AS unbalanced
WHERE size(unbalanced) > 0
WITH plus, triple, said, @last-span(unbalanced) AS held
WITH plus, triple, held, [side IN said | [r IN side WHERE @meets(r, held.since, held.until) AND @in-force(r)]] AS sides
WITH plus, triple, held, sides, @undated-sides(sides, held) AS undated
WITH plus, triple[0] AS a, triple[1] AS b, triple[2] AS c, held, undated, sides,
  size([side IN sides WHERE all(r IN side WHERE type(r) IN ['ALLY_OF', 'RIVAL_OF'])]) AS plain
ORDER BY plain DESC, a.name, b.name, c.name, a.id, b.id, c.id LIMIT $limit
WITH a, b, c, held, undated, sides, plain, [side IN sides | CASE WHEN type(side[0]) IN plus THEN 1 ELSE -1 END] AS signs
RETURN a.id AS a, b.id AS b, c.id AS c, a.name AS a_name, b.name AS b_name, c.name AS c_name,
  signs[0] AS ab_sign, signs[1] AS bc_sign, signs[2] AS ca_sign,
  COLLECT { UNWIND sides[0] AS r RETURN DISTINCT type(r) AS type ORDER BY type } AS ab_types,
  COLLECT { UNWIND sides[1] AS r RETURN DISTINCT type(r) AS type ORDER BY type } AS bc_types,
  COLLECT { UNWIND sides[2] AS r RETURN DISTINCT type(r) AS type ORDER BY type } AS ca_types,
  [r IN sides[0] | r.id] AS ab, [r IN sides[1] | r.id] AS bc, [r IN sides[2] | r.id] AS ca,
  held.since AS held_from, held.until AS held_to, held.spans AS spans, undated, 'unbalanced' AS kind
ORDER BY plain DESC, a_name, b_name, c_name, a, b, c
