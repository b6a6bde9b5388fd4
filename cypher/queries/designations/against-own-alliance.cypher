// Designators against their own alliances: whom an authority (its parts, those it is part of) lists among its state's allies.
//
// uses: in-force, in-force-list, authorities, stands, of-kind
// empty: it lists nobody of a state with which its own is allied at that time
// asks: Whom does {authority} list among its allies, {on: today}?
// Parameters
//   authority: actor — the authority's id. Example: "authorities:us-ofac"
//   kind: string(person|organization|state|vessel|aircraft|other) = null — only actors of this kind. Example: "state"
//   country: string = null — only actors of this country, by its ISO 3166-1 alpha-3 code. Example: "RUS"
//   on: date = null — listed and allied on that day; today without one. Example: 2023-01-26
//   ever: boolean = false — at any time, when no day is given.
//   undated: boolean = true — statements with neither date too, which may hold on any day.
//   sources: list<source> = null — only what these sources say. Example: ["wagner-2023"]
//   sure: float(0..1) = 0.5 — at least so sure; one of unknown confidence passes.
//   limit: integer(0..) = 200 — at most this many pairs of one who is listed and an ally.
// Columns
//   target: actor — the id of the one who is listed
//   name: string — its name
//   kind: string — person, organization, state, vessel, aircraft or other
//   ally: actor — the id of the ally: the one who is listed, what it is part of, or its country
//   ally_name: string — its name
//   how: string — itself, part of it, or of its country
//   bound: actor — the id of the ally's ally: the authority, what it is part of, or its country
//   bound_name: string — its name
//   programmes: list<string> — under which programmes it is listed
//   obligations: list<string> — what the alliance obliges to, where it is said
//   statements: list<statement> — the ids of the listings and of the alliance
@authorities(coalesce($on, date()), $authority)
WITH collect(DISTINCT x) AS listing
CALL (listing) {
  UNWIND listing AS x
  RETURN x AS bound
UNION
  UNWIND listing AS x
  MATCH (x)(()-[r:PART_OF WHERE @in-force(r)]->(:Actor)){1,3}(bound:Actor)
  RETURN bound
UNION
  UNWIND listing AS x
  UNWIND coalesce(x.countries, []) AS code
  MATCH (:Identifier {id: 'iso3:' + code})<-[:HAS]-(:Record)-[:DESCRIBES]->(bound:Actor {kind: 'state'})
  RETURN bound
}
MATCH (bound)-[p:ALLY_OF]-(ally:Actor)
WHERE ally <> bound AND @stands(p)
WITH listing, bound, ally, collect(p) AS pacts
WITH listing, collect({bound: bound, ally: ally, pacts: pacts, codes: CASE ally.kind WHEN 'state' THEN coalesce(ally.countries, []) ELSE [] END}) AS allied
UNWIND listing AS x
MATCH (x)-[d:DESIGNATES]->(target:Actor)
WHERE NOT target IN listing AND @of-kind(target) AND @in-force-list(d)
WITH allied, target, collect(d) AS listings
UNWIND allied AS row
WITH target, listings, row.ally AS ally, row.bound AS bound, row.pacts AS pacts, CASE
    WHEN target = row.ally THEN 'itself'
    WHEN EXISTS { (target)(()-[r:PART_OF WHERE @in-force(r)]->(:Actor)){1,3}(whole:Actor) WHERE whole = row.ally } THEN 'part of it'
    WHEN any(code IN target.countries WHERE code IN row.codes) THEN 'of its country'
  END AS how
WHERE how IS NOT NULL AND target <> bound
WITH * ORDER BY target.name, target.id, ally.name, ally.id, bound.name, bound.id LIMIT $limit
RETURN target.id AS target, target.name AS name, target.kind AS kind, ally.id AS ally, ally.name AS ally_name, how,
  bound.id AS bound, bound.name AS bound_name,
  COLLECT { UNWIND listings AS r WITH r.programme AS programme WHERE programme IS NOT NULL RETURN DISTINCT programme ORDER BY programme } AS programmes,
  COLLECT { UNWIND pacts AS r WITH r.obligation AS obligation WHERE obligation IS NOT NULL RETURN DISTINCT obligation ORDER BY obligation } AS obligations,
  COLLECT { UNWIND listings + pacts AS r RETURN r.id AS id ORDER BY id } AS statements
ORDER BY name, target, ally_name, ally, bound_name, bound
