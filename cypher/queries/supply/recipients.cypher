// Downstream: whom an actor supplies, directly or through others, nearest first.
//
// uses: supply-steps, goods-along, of-kind
// asks: Whom does {actor} supply, directly or through others, {on: today}?
// Parameters
//   actor: actor — the actor's id. Example: "states:CHN"
//   longest: integer(1..6) = 3 — at most this many steps.
//   kind: string(person|organization|state|vessel|aircraft|other) = null — only actors of this kind. Example: "state"
//   country: string = null — only actors of this country, by its ISO 3166-1 alpha-3 code. Example: "RUS"
//   on: date = null — in force on that day; today without one. Example: 2022-12-01
//   ever: boolean = false — at any time, when no day is given.
//   undated: boolean = true — statements with neither date too, which may hold on any day.
//   sources: list<source> = null — only what these sources say. Example: ["wagner-2023"]
//   sure: float(0..1) = 0.0 — at least so sure; one of unknown confidence passes.
//   limit: integer(0..) = 100 — at most this many recipients.
// Columns
//   recipient: actor — the recipient's id
//   name: string — its name
//   kind: string — person, organization, state, vessel, aircraft or other
//   steps: integer — how many steps away, by the shortest way
//   path: list<string> — the names along that way, in the direction of the goods
//   goods: list<string> — what is said to be supplied at each step, "" when the goods are not named
//   actors: list<actor> — the ids along that way
//   undated: integer — how many of the statements along that way have neither date
//   statements: list<statement> — the ids of the statements along that way, all that there are at each step

// Breadth first, each actor once; each branch has its own bound and stops after 5,000 actors.
MATCH (a:Actor {id: $actor})
CALL (a) {
  @supply-steps(1, $longest = 1, -, ->)
UNION
  @supply-steps(2, $longest = 2, -, ->)
UNION
  @supply-steps(3, $longest = 3, -, ->)
UNION
  @supply-steps(4, $longest = 4, -, ->)
UNION
  @supply-steps(5, $longest = 5, -, ->)
UNION
  @supply-steps(6, $longest >= 6, -, ->)
}
WITH s, nodes(p) AS way WHERE s <> a AND @of-kind(s)
WITH s, way ORDER BY size(way), s.name, s.id LIMIT $limit
@goods-along()
RETURN s.id AS recipient, s.name AS name, s.kind AS kind, size(way) - 1 AS steps, [n IN way | n.name] AS path, goods,
  [n IN way | n.id] AS actors, undated, statements
ORDER BY steps, name, recipient
