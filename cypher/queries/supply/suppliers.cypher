// Upstream: who supplies an actor, directly or through others, nearest first.
//
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
  WITH a WHERE $longest = 1
  MATCH p = ANY SHORTEST (a)(()
    <-[r:SUPPLIES WHERE ($on IS NULL OR (coalesce(r.valid_from <= $on, true) AND coalesce(r.valid_to >= $on, true)))]-
  (:Actor)){1,1}(s)
  RETURN s, p LIMIT 5000
UNION
  WITH a WHERE $longest = 2
  MATCH p = ANY SHORTEST (a)(()
    <-[r:SUPPLIES WHERE ($on IS NULL OR (coalesce(r.valid_from <= $on, true) AND coalesce(r.valid_to >= $on, true)))]-
  (:Actor)){1,2}(s)
  RETURN s, p LIMIT 5000
UNION
  WITH a WHERE $longest = 3
  MATCH p = ANY SHORTEST (a)(()
    <-[r:SUPPLIES WHERE ($on IS NULL OR (coalesce(r.valid_from <= $on, true) AND coalesce(r.valid_to >= $on, true)))]-
  (:Actor)){1,3}(s)
  RETURN s, p LIMIT 5000
UNION
  WITH a WHERE $longest = 4
  MATCH p = ANY SHORTEST (a)(()
    <-[r:SUPPLIES WHERE ($on IS NULL OR (coalesce(r.valid_from <= $on, true) AND coalesce(r.valid_to >= $on, true)))]-
  (:Actor)){1,4}(s)
  RETURN s, p LIMIT 5000
UNION
  WITH a WHERE $longest = 5
  MATCH p = ANY SHORTEST (a)(()
    <-[r:SUPPLIES WHERE ($on IS NULL OR (coalesce(r.valid_from <= $on, true) AND coalesce(r.valid_to >= $on, true)))]-
  (:Actor)){1,5}(s)
  RETURN s, p LIMIT 5000
UNION
  WITH a WHERE $longest >= 6
  MATCH p = ANY SHORTEST (a)(()
    <-[r:SUPPLIES WHERE ($on IS NULL OR (coalesce(r.valid_from <= $on, true) AND coalesce(r.valid_to >= $on, true)))]-
  (:Actor)){1,6}(s)
  RETURN s, p LIMIT 5000
}
WITH s, reverse(nodes(p)) AS way WHERE s <> a
WITH s, way ORDER BY size(way), s.name, s.id LIMIT $limit
CALL (way) {
  UNWIND range(0, size(way) - 2) AS step
  WITH step, way[step] AS giver, way[step + 1] AS taker
  CALL (giver, taker) {
    MATCH (giver)-[r:SUPPLIES]->(taker)
    WHERE ($on IS NULL OR (coalesce(r.valid_from <= $on, true) AND coalesce(r.valid_to >= $on, true)))
    WITH r ORDER BY r.goods, r.id LIMIT 200
    RETURN collect(DISTINCT r.goods) AS named, collect(r.id) AS ids
  }
  WITH named, ids ORDER BY step
  RETURN collect(reduce(text = '', g IN named | CASE text WHEN '' THEN g ELSE text + '; ' + g END)) AS goods,
    reduce(all = [], i IN collect(ids) | all + i) AS statements
}
RETURN s.id AS supplier, s.name AS name, s.kind AS kind, size(way) - 1 AS steps, [n IN way | n.name] AS path, goods,
  [n IN way | n.id] AS actors, statements
ORDER BY steps, name, supplier
