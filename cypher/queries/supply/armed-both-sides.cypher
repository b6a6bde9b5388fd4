// Who supplied both sides of a rivalry while it lasted.
//
// uses: meets, undated, stands, of-kind
// empty: nobody is said to supply both sides of a rivalry at that time
// asks: Whom did {supplier: anybody} supply on both sides of a rivalry, {on: today}?
// Parameters
//   supplier: actor = null — only this supplier. Example: "states:CHN"
//   kind: string(person|organization|state|vessel|aircraft|other) = null — only actors of this kind. Example: "state"
//   country: string = null — only actors of this country, by its ISO 3166-1 alpha-3 code. Example: "RUS"
//   on: date = null — the rivalry and both supplies in force on that day; today without one. Example: 2022-12-01
//   ever: boolean = false — at any time, when no day is given; both supplies then held at some time of the rivalry.
//   undated: boolean = true — statements with neither date too, which may hold on any day.
//   sources: list<source> = null — only what these sources say. Example: ["wagner-2023"]
//   sure: float(0..1) = 0.5 — at least so sure; one of unknown confidence passes.
//   limit: integer(0..) = 200 — at most this many pairs of a supplier and a rivalry.
// Columns
//   supplier: actor — the supplier's id
//   name: string — its name
//   a: actor — one side's id
//   a_name: string — its name
//   b: actor — the other's
//   b_name: string — its name
//   goods_a: list<string> — what the first got, where it is named
//   goods_b: list<string> — what the second got
//   undated: integer — how many of these statements have neither date
//   statements: list<statement> — the ids of the rivalry's statements and of those about the supplies
// Scan: every rivalry is read once, from its index on (source, statement).
MATCH (x:Actor)-[v:RIVAL_OF]->(y:Actor) USING INDEX v:RIVAL_OF(source, statement)
WHERE v.source >= '' AND v.statement IS NOT NULL AND x <> y AND @stands(v)
WITH v, CASE WHEN x.id < y.id THEN x ELSE y END AS a, CASE WHEN x.id < y.id THEN y ELSE x END AS b
MATCH (a)<-[p:SUPPLIES]-(s:Actor)
WHERE s <> a AND s <> b AND @of-kind(s) AND ($supplier IS NULL OR s.id = $supplier) AND @stands(p) AND @meets(p, v.valid_from, v.valid_to)
MATCH (s)-[q:SUPPLIES]->(b)
WHERE @stands(q) AND @meets(q, v.valid_from, v.valid_to)
WITH s, a, b, collect(DISTINCT v) AS rivalry, collect(DISTINCT p) AS first, collect(DISTINCT q) AS second
WITH * ORDER BY size(first) + size(second) DESC, s.name, s.id, a.name, a.id, b.name, b.id LIMIT $limit
RETURN s.id AS supplier, s.name AS name, a.id AS a, a.name AS a_name, b.id AS b, b.name AS b_name,
  COLLECT { UNWIND first AS r WITH r.goods AS goods WHERE goods IS NOT NULL RETURN DISTINCT goods ORDER BY goods } AS goods_a,
  COLLECT { UNWIND second AS r WITH r.goods AS goods WHERE goods IS NOT NULL RETURN DISTINCT goods ORDER BY goods } AS goods_b,
  size([r IN rivalry + first + second WHERE @undated(r)]) AS undated,
  COLLECT { UNWIND rivalry + first + second AS r RETURN r.id AS id ORDER BY id } AS statements
ORDER BY name, supplier, a_name, a, b_name, b
