// Who supplies those whom an authority designates, and whether the supplier is on that authority's list too.
//
// uses: in-force
// Parameters
//   authority: string — the authority's id. Example: "states:USA"
//   on: date = null — listed and supplied on that date. Example: 2022-12-01
//   limit: integer = 200 — at most this many pairs.
// Columns
//   supplier: string — the supplier's id
//   name: string — its name
//   listed: boolean — the same authority designates the supplier too
//   target: string — the id of the one who is designated and supplied
//   target_name: string — its name
//   goods: list<string> — what is said to be supplied, where it is named
//   statements: list<string> — the ids of the statements about the supply
MATCH (x:Actor {id: $authority})-[d:DESIGNATES]->(target:Actor)
WHERE target <> x AND @in-force(d)
WITH DISTINCT x, target
MATCH (target)<-[r:SUPPLIES]-(s:Actor)
WHERE s <> target AND @in-force(r)
WITH x, target, s, r ORDER BY r.id
WITH x, target, s, collect(DISTINCT r.goods) AS goods, collect(r.id) AS statements
ORDER BY s.name, s.id, target.name, target.id LIMIT $limit
RETURN s.id AS supplier, s.name AS name,
  s <> x AND EXISTS {
    (x)-[d:DESIGNATES]->(s)
    WHERE @in-force(d)
  } AS listed,
  target.id AS target, target.name AS target_name, goods, statements
ORDER BY name, supplier, target_name, target
