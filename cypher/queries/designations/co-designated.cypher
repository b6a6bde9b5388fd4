// Who stands on the same lists as an actor: the actors that share the most listings (authority and programme) with it.
//
// uses: in-force-list, stands, of-kind
// asks: Who stands on the same lists as {actor}, {on: today}?
// Parameters
//   actor: actor — the actor's id. Example: "wagner-2023:wagner-group"
//   kind: string(person|organization|state|vessel|aircraft|other) = null — only actors of this kind. Example: "state"
//   country: string = null — only actors of this country, by its ISO 3166-1 alpha-3 code. Example: "RUS"
//   on: date = null — in force on that day; today without one. Example: 2023-01-26
//   ever: boolean = false — at any time, when no day is given.
//   undated: boolean = true — statements with neither date too, which may hold on any day.
//   sources: list<source> = null — only what these sources say. Example: ["wagner-2023"]
//   sure: float(0..1) = 0.0 — at least so sure; one of unknown confidence passes.
//   limit: integer(0..) = 50 — at most this many actors.
// Columns
//   other: actor — the other actor's id
//   name: string — its name
//   kind: string — person, organization, state, vessel, aircraft or other
//   common: integer — how many listings the two share
//   listings: list<string> — these, as authority: programme
//   tied: boolean — some statement other than a designation speaks of the two together
MATCH (a:Actor {id: $actor})<-[r:DESIGNATES]-(x:Actor)
WHERE x <> a AND @in-force-list(r)
WITH DISTINCT a, x, coalesce(r.programme, '') AS programme
MATCH (x)-[r:DESIGNATES]->(other:Actor)
WHERE other <> a AND other <> x AND @of-kind(other) AND coalesce(r.programme, '') = programme AND @in-force-list(r)
WITH DISTINCT a, other, x, programme ORDER BY x.name, x.id, programme
WITH a, other, collect(x.name + CASE programme WHEN '' THEN '' ELSE ': ' + programme END) AS listings
ORDER BY size(listings) DESC, other.name, other.id LIMIT $limit
RETURN other.id AS other, other.name AS name, other.kind AS kind, size(listings) AS common, listings,
  EXISTS {
    MATCH (a)-[r:!(DESIGNATES|DENIED|WITHDRAWN|DESCRIBES|PROPOSED)]-(other)
    WHERE @stands(r)
  } AS tied
ORDER BY common DESC, name, other
