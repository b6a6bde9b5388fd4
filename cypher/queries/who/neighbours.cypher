// Actors one step from an actor, those with the most statements between first, with the counts by type before the limit.
//
// uses: undated, chosen, of-kind
// asks: Who is one step from {actor}, {on: today}?
// Parameters
//   actor: actor — the actor's id. Example: "wagner-2023:wagner-group"
//   direction: string(in|out|both) = null — out (the actor is the subject) or in, else both; symmetric types pass either way. Example: "out"
//   kind: string(person|organization|state|vessel|aircraft|other) = null — only actors of this kind. Example: "state"
//   country: string = null — only actors of this country, by its ISO 3166-1 alpha-3 code. Example: "RUS"
//   on: date = null — in force on that day; today without one. Example: 2023-01-20
//   ever: boolean = false — at any time, when no day is given.
//   undated: boolean = true — statements with neither date too, which may hold on any day.
//   sources: list<source> = null — only what these sources say. Example: ["wagner-2023"]
//   types: list<type> = null — only these relationship types. Example: ["SUPPLIES", "LEADS"]
//   sure: float(0..1) = 0.0 — at least so sure; one of unknown confidence passes.
//   skip: integer(0..) = 0 — pass over this many neighbours.
//   limit: integer(0..) = 25 — at most this many neighbours.
//   except: list<string> = [] — leave out these actors, because they are there already. Example: ["states:PRK"]
// Columns
//   neighbour: actor — the neighbour's id
//   name: string — its name
//   kind: string — person, organization, state, vessel, aircraft or other
//   countries: list<string> — ISO 3166-1 alpha-3 codes
//   types: list<string> — the types of the statements between the two
//   statements: integer — how many statements stand between the two
//   statement_ids: list<statement> — the ids of these
//   undated: integer — how many of these have neither date
//   degree: integer — how many statements say something of the neighbour today
//   total: integer — how many neighbours there are before skip and limit
//   by_type: list<map> — type and count of statements before skip and limit

// A hub of 100,000 is walked twice, once for the types and once for the neighbours; types are listed for the page alone.
MATCH (a:Actor {id: $actor})
WITH a, COLLECT { MATCH (t:EdgeType) WHERE t.name >= '' AND t.symmetric RETURN t.name } AS symmetric
CALL (a, symmetric) {
  MATCH (a)-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED)]-(b)
  WHERE a <> b
    AND @chosen(r)
    AND (coalesce($direction, 'both') = 'both' OR type(r) IN symmetric
         OR ($direction = 'out' AND startNode(r) = a) OR ($direction = 'in' AND endNode(r) = a))
    AND (size($except) = 0 OR NOT b.id IN $except) AND @of-kind(b)
  WITH type(r) AS type, count(*) AS n ORDER BY n DESC, type
  RETURN collect({type: type, count: n}) AS by_type
}
CALL (a, symmetric) {
  MATCH (a)-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED)]-(b)
  WHERE a <> b
    AND @chosen(r)
    AND (coalesce($direction, 'both') = 'both' OR type(r) IN symmetric
         OR ($direction = 'out' AND startNode(r) = a) OR ($direction = 'in' AND endNode(r) = a))
    AND (size($except) = 0 OR NOT b.id IN $except) AND @of-kind(b)
  WITH b, count(*) AS statements
  RETURN collect({actor: b, statements: statements}) AS near
}
WITH a, symmetric, by_type, near, size(near) AS total
UNWIND near AS one
WITH a, symmetric, by_type, total, one.actor AS b, one.statements AS statements
ORDER BY statements DESC, COUNT { (b)--() } DESC, b.name, b.id SKIP $skip LIMIT $limit
WITH a, symmetric, by_type, total, b, statements, COUNT { (b)--() } AS busy
CALL (a, symmetric, b) {
  MATCH (a)-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED)]-(b)
  WHERE a <> b
    AND @chosen(r)
    AND (coalesce($direction, 'both') = 'both' OR type(r) IN symmetric
         OR ($direction = 'out' AND startNode(r) = a) OR ($direction = 'in' AND endNode(r) = a))
  WITH r ORDER BY type(r), r.id
  RETURN collect(DISTINCT type(r)) AS types, collect(r.id) AS statement_ids, count(CASE WHEN @undated(r) THEN 1 END) AS undated
}
RETURN b.id AS neighbour, b.name AS name, b.kind AS kind, coalesce(b.countries, []) AS countries, types,
  statements, statement_ids, undated, busy - COUNT { (b)-[:DENIED|WITHDRAWN|DESCRIBES|PROPOSED]-() } AS degree, total, by_type
ORDER BY statements DESC, busy DESC, name, neighbour
