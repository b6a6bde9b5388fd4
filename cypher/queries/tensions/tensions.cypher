// Tensions: three actors whose three pairs all have a sign and multiply to minus, such as an ally of both sides of a rivalry.
//
// uses: signs, sure, of-source, in-force
// Parameters
//   actors: list<string> = null — only triples among these. Example: ["wagner-2023:vladimir-putin", "wagner-2023:yevgeny-prigozhin", "wagner-2023:russian-ministry-of-defence"]
//   source: string = null — only this source's statements count. Example: "wagner-2023"
//   on: date = null — only statements in force on that date count. Example: 2023-01-20
//   limit: integer = 100 — at most this many triples; which of more is not said.
// Columns
//   a: string — the first actor's id; the three are sorted
//   b: string — the second's
//   c: string — the third's
//   a_name: string — the first actor's name
//   b_name: string — the second's
//   c_name: string — the third's
//   ab_sign: integer — the sign of the first and second actor's pair, 1 or -1
//   bc_sign: integer — the sign of the second and third
//   ca_sign: integer — the sign of the third and first
//   ab_types: list<string> — the types of the statements behind the first sign
//   bc_types: list<string> — behind the second
//   ca_types: list<string> — behind the third
//   ab: list<string> — the ids of the statements behind the first sign
//   bc: list<string> — behind the second
//   ca: list<string> — behind the third
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
// 2. Of those, the pairs that are negative and not mixed.
CALL (signed, plus, near, far) {
  MATCH (near)-[r:!(DENIED|WITHDRAWN)]-(far)
  WHERE @sure(r) AND @of-source(r) AND @in-force(r)
  RETURN collect(DISTINCT type(r) IN plus) AS signs
}
WITH plus, among, signed, near, far WHERE signs = [false]
// 3. Third actors, from the end with fewer relationships, whose two other sides have the same sign.
CALL (signed, plus, among, near, far) {
  MATCH (near)-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED)]-(third)
  WHERE third <> near AND third <> far AND @sure(r)
    AND ($actors IS NULL OR third IN among)
    AND @of-source(r) AND @in-force(r)
  WITH signed, plus, far, third, collect(DISTINCT type(r) IN plus) AS one
  WHERE size(one) = 1
  CALL (signed, plus, far, third) {
    MATCH (third)-[r:!(DENIED|WITHDRAWN)]-(far)
    WHERE @sure(r) AND @of-source(r) AND @in-force(r)
    RETURN collect(DISTINCT type(r) IN plus) AS other
  }
  WITH third, one, other WHERE one = other
  RETURN third
}
CALL (near, far, third) {
  UNWIND [near, far, third] AS n
  WITH n ORDER BY n.id
  RETURN collect(n) AS triple
}
WITH DISTINCT plus, signed, triple LIMIT $limit
// 4. What stands behind each side.
CALL (signed, plus, triple) {
  UNWIND [0, 1, 2] AS side
  WITH signed, plus, side, triple[side] AS one, triple[(side + 1) % 3] AS other
  CALL (signed, one, other) {
    MATCH (one)-[r:!(DENIED|WITHDRAWN)]-(other)
    WHERE @sure(r) AND @of-source(r) AND @in-force(r)
    WITH DISTINCT r ORDER BY type(r), r.id
    RETURN collect(r.id) AS ids, collect(DISTINCT type(r)) AS types
  }
  WITH side, {sign: CASE WHEN types[0] IN plus THEN 1 ELSE -1 END, types: types, ids: ids} AS behind ORDER BY side
  RETURN collect(behind) AS sides
}
WITH triple[0] AS a, triple[1] AS b, triple[2] AS c, sides
RETURN a.id AS a, b.id AS b, c.id AS c, a.name AS a_name, b.name AS b_name, c.name AS c_name,
  sides[0].sign AS ab_sign, sides[1].sign AS bc_sign, sides[2].sign AS ca_sign,
  sides[0].types AS ab_types, sides[1].types AS bc_types, sides[2].types AS ca_types,
  sides[0].ids AS ab, sides[1].ids AS bc, sides[2].ids AS ca, 'unbalanced' AS kind
ORDER BY size([side IN sides WHERE all(type IN side.types WHERE type IN ['ALLY_OF', 'RIVAL_OF'])]) DESC, a_name, b_name, c_name, a, b, c
