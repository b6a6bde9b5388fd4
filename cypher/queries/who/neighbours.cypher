// Actors one step from an actor, the most talked about first, with the counts by type before the limit.
//
// Parameters
//   actor: string — the actor's id. Example: "wagner-2023:wagner-group"
//   types: list<string> = null — only these relationship types. Example: ["SUPPLIES"]
//   direction: string = null — out (the actor is the subject) or in; symmetric types pass either way. Example: "out"
//   on: date = null — in force on that date. Example: 2023-01-20
//   skip: integer = 0 — pass over this many neighbours.
//   limit: integer = 25 — at most this many neighbours.
//   except: list<string> = [] — leave out these actors, because they are there already. Example: ["states:PRK"]
// Columns
//   neighbour: string — the neighbour's id
//   name: string — its name
//   kind: string — person, organization, state, vessel, aircraft or other
//   countries: list<string> — ISO 3166-1 alpha-3 codes
//   types: list<string> — the types of the statements between the two
//   statements: integer — how many statements stand between the two
//   degree: integer — how many statements say something of the neighbour today
//   total: integer — how many neighbours there are before skip and limit
//   by_type: list<map> — type and count of statements before skip and limit
MATCH (a:Actor {id: $actor})
WITH a, COLLECT { MATCH (t:EdgeType) WHERE t.name >= '' AND t.symmetric RETURN t.name } AS symmetric
MATCH (a)-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED)]-(b)
WHERE a <> b
  AND ($types IS NULL OR type(r) IN $types)
  AND ($on IS NULL OR (coalesce(r.valid_from <= $on, true) AND coalesce(r.valid_to >= $on, true)))
  AND ($direction IS NULL OR type(r) IN symmetric
       OR ($direction = 'out' AND startNode(r) = a) OR ($direction = 'in' AND endNode(r) = a))
  AND (size($except) = 0 OR NOT b.id IN $except)
WITH b, type(r) AS type, count(*) AS n
WITH collect({actor: b, type: type, n: n}) AS sides
CALL (sides) {
  UNWIND sides AS side
  WITH side.type AS type, sum(side.n) AS n ORDER BY n DESC, type
  RETURN collect({type: type, count: n}) AS by_type
}
CALL (sides) {
  UNWIND sides AS side
  RETURN count(DISTINCT side.actor) AS total
}
UNWIND sides AS side
WITH side.actor AS b, sum(side.n) AS statements, collect(side.type) AS types, total, by_type
WITH b, statements, types, total, by_type,
  COUNT { (b)--() } - COUNT { (b)-[:DENIED|WITHDRAWN|DESCRIBES|PROPOSED]-() } AS degree
ORDER BY statements DESC, degree DESC, b.name, b.id SKIP $skip LIMIT $limit
RETURN b.id AS neighbour, b.name AS name, b.kind AS kind, coalesce(b.countries, []) AS countries,
  COLLECT { UNWIND types AS type RETURN type ORDER BY type } AS types, statements, degree, total, by_type
ORDER BY statements DESC, degree DESC, name, neighbour
