// Actors one step from an actor by statements that the filter lets through, in the order and of the kind that is asked for.
//
// uses: affirmed, type-said
// Parameters
//   actor: string — the actor's id. Example: "wagner-2023:wagner-group"
//   type: string = null — only this relationship type. Example: "SUPPLIES"
//   direction: string = null — out (the actor is the subject) or in; symmetric types pass either way. Example: "in"
//   order: string = "statements" — which come first: statements (most between the two), busy (most of their own), newest or surest. Example: "newest"
//   kind: string = null — only neighbours of this kind. Example: "state"
//   country: string = null — only neighbours of this country, an ISO 3166-1 alpha-3 code. Example: "PRK"
//   since: string = null — only by statements that began, or when that is not known were published, on this day or later. Example: "2022-11-01"
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
    AND ($since IS NULL OR coalesce(r.valid_from, r.said_at) >= date($since))
    AND ($kind IS NULL OR b.kind = $kind)
    AND ($country IS NULL OR $country IN b.countries)
    AND (size($except) = 0 OR NOT b.id IN $except)
  WITH b, count(*) AS statements, max(coalesce(r.valid_from, r.said_at)) AS newest, max(coalesce(r.confidence, 1.0)) AS surest
  RETURN collect({actor: b, statements: statements, newest: newest, surest: surest}) AS near
}
WITH near, size(near) AS total
UNWIND near AS one
WITH total, one.actor AS b, one.statements AS statements, one.newest AS newest, one.surest AS surest
WITH total, b, statements, COUNT { (b)--() } AS busy, newest, surest
WITH total, b, statements, busy, CASE $order
  WHEN 'newest' THEN coalesce(newest.year * 10000 + newest.month * 100 + newest.day, 0)
  WHEN 'surest' THEN surest
  WHEN 'busy' THEN busy
  ELSE statements
END AS rank
ORDER BY rank DESC, statements DESC, busy DESC, b.name, b.id LIMIT $limit
RETURN b.id AS neighbour, b.name AS name, b.kind AS kind, coalesce(b.countries, []) AS countries,
  busy - COUNT { (b)-[:DENIED|WITHDRAWN|DESCRIBES|PROPOSED]-() } AS degree, statements, total
ORDER BY rank DESC, statements DESC, busy DESC, name, neighbour
