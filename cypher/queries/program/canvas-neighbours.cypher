// Actors one step from an actor by statements that the filter lets through, those with the most of them first.
//
// uses: affirmed, type-said
// Parameters
//   actor: string — the actor's id. Example: "wagner-2023:wagner-group"
//   type: string = null — only this relationship type. Example: "SUPPLIES"
//   direction: string = null — out (the actor is the subject) or in; symmetric types pass either way. Example: "in"
//   filter: map — what the screen lets through. Example: {"hidden": [], "sources": [], "confidence": 0.0, "stances": [], "first": "2023-01-20", "last": "2023-01-20", "known": null, "undated": true}
//   limit: integer = 25 — at most this many neighbours.
//   except: list<string> = [] — leave out these actors, because they are there already. Example: ["states:PRK"]
// Columns
//   neighbour: string — the neighbour's id
//   name: string — its name
//   kind: string — person, organization, state, vessel, aircraft or other
//   countries: list<string> — ISO 3166-1 alpha-3 codes
//   degree: integer — how many statements say something of the neighbour today
//   statements: integer — how many statements stand between the two
//   total: integer — how many neighbours there are before the limit
MATCH (a:Actor {id: $actor})
WITH a, COLLECT { MATCH (t:EdgeType) WHERE t.name >= '' AND t.symmetric RETURN t.name } AS symmetric
CALL (a, symmetric) {
  MATCH (a)-[r:!(DENIED|DESCRIBES|PROPOSED)]-(b)
  WHERE a <> b
    AND ($type IS NULL OR @type-said(r) = $type)
    AND ($direction IS NULL OR @type-said(r) IN symmetric
         OR ($direction = 'out' AND startNode(r) = a) OR ($direction = 'in' AND endNode(r) = a))
    AND @affirmed(r)
    AND (size($except) = 0 OR NOT b.id IN $except)
  WITH b, count(*) AS statements
  RETURN collect({actor: b, statements: statements}) AS near
}
WITH near, size(near) AS total
UNWIND near AS one
WITH total, one.actor AS b, one.statements AS statements
WITH total, b, statements, COUNT { (b)--() } AS busy
ORDER BY statements DESC, busy DESC, b.name, b.id LIMIT $limit
RETURN b.id AS neighbour, b.name AS name, b.kind AS kind, coalesce(b.countries, []) AS countries,
  busy - COUNT { (b)-[:DENIED|WITHDRAWN|DESCRIBES|PROPOSED]-() } AS degree, statements, total
ORDER BY statements DESC, busy DESC, name, neighbour
