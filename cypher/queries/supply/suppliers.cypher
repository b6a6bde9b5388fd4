// Upstream: who supplies an actor, directly or through others, nearest first.
//
// uses: supply-steps, goods-along
// Parameters
//   actor: string — the actor's id. Example: "wagner-2023:wagner-group"
//   longest: integer = 3 — at most this many steps, 1 to 6.
//   on: date = null — in force on that date. Example: 2022-12-01
//   limit: integer = 100 — at most this many suppliers.
// Columns
//   supplier: string — the supplier's id
//   name: string — its name
//   kind: string — person, organization, state, vessel, aircraft or other
//   steps: integer — how many steps away, by the shortest way
//   path: list<string> — the names along that way, in the direction of the goods
//   goods: list<string> — what is said to be supplied at each step, "" when the goods are not named
//   actors: list<string> — the ids along that way
//   statements: list<string> — the ids of the statements along that way, all that there are at each step

// Breadth first, each actor once; each branch has its own bound and stops after 5,000 actors.
MATCH (a:Actor {id: $actor})
CALL (a) {
  @supply-steps(1, $longest = 1, <-, -)
UNION
  @supply-steps(2, $longest = 2, <-, -)
UNION
  @supply-steps(3, $longest = 3, <-, -)
UNION
  @supply-steps(4, $longest = 4, <-, -)
UNION
  @supply-steps(5, $longest = 5, <-, -)
UNION
  @supply-steps(6, $longest >= 6, <-, -)
}
WITH s, reverse(nodes(p)) AS way WHERE s <> a
WITH s, way ORDER BY size(way), s.name, s.id LIMIT $limit
@goods-along()
RETURN s.id AS supplier, s.name AS name, s.kind AS kind, size(way) - 1 AS steps, [n IN way | n.name] AS path, goods,
  [n IN way | n.id] AS actors, statements
ORDER BY steps, name, supplier
