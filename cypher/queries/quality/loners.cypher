// Actors that no statement speaks of today, though some source still publishes them.
//
// uses: of-kind
// asks: Of whom does nobody speak today, {kind: of any kind}?
// Parameters
//   kind: string(person|organization|state|vessel|aircraft|other) = null — only this kind. Example: "person"
//   country: string = null — only actors of this country, by its ISO 3166-1 alpha-3 code. Example: "RUS"
//   limit: integer(0..) = 100 — at most this many actors.
// Columns
//   actor: actor — the actor's id
//   name: string — its name
//   kind: string — person, organization, state, vessel, aircraft or other
//   sources: list<string> — the ids of the sources that describe it
//   withdrawn: integer — how many statements spoke of it once
// Scan: every actor is read once, from its index, until there are enough; its relationships are counted, not walked.

MATCH (a:Actor)
WHERE a.id >= '' AND a.live AND @of-kind(a)
  AND COUNT { (a)--() } = COUNT { (a)-[:DENIED|WITHDRAWN|DESCRIBES|PROPOSED]-() }
WITH a ORDER BY a.id LIMIT $limit
RETURN a.id AS actor, a.name AS name, a.kind AS kind,
  COLLECT { MATCH (a)<-[:DESCRIBES]-(r:Record) WHERE r.live RETURN DISTINCT r.source AS source ORDER BY source } AS sources,
  COUNT { (a)-[:WITHDRAWN]-() } AS withdrawn
ORDER BY actor
