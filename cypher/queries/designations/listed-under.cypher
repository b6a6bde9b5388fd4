// Whom an authority lists, or one of its parts, or one that it is part of, under which programme and since when.
//
// uses: in-force-list, undated, editions, authorities, of-kind
// asks: Whom does {authority} list under {programme: any programme}, {on: today}?
// Parameters
//   authority: actor — the authority's id. Example: "authorities:us-ofac"
//   programme: string = null — only this programme. Example: "TCO"
//   kind: string(person|organization|state|vessel|aircraft|other) = null — only actors of this kind. Example: "state"
//   country: string = null — only actors of this country, by its ISO 3166-1 alpha-3 code. Example: "RUS"
//   on: date = null — in force on that day; today without one. Example: 2023-01-26
//   ever: boolean = false — at any time, when no day is given.
//   undated: boolean = true — statements with neither date too, which may hold on any day.
//   sources: list<source> = null — only what these sources say. Example: ["wagner-2023"]
//   sure: float(0..1) = 0.0 — at least so sure; one of unknown confidence passes.
//   limit: integer(0..) = 500 — at most this many listings.
// Columns
//   programme: string? — the programme
//   listed_by: string — the name of the authority that lists it: the one asked for, one of its parts, or one that it is part of
//   target: actor — the id of the one who is listed
//   name: string — its name
//   kind: string — person, organization, state, vessel, aircraft or other
//   countries: list<string> — ISO 3166-1 alpha-3 codes
//   valid_from: date? — the first day in force, when known
//   valid_to: date? — the last day in force, when known
//   on_list_by: date? — by the editions of the list: on it by that day
//   on_list_until: date? — and until that day at least
//   undated: boolean — it has neither a first nor a last day, so it may hold on any
//   stance: string — asserted, or announced when it is still to come
//   source: string — who published it
//   id: statement — the statement's id
@authorities(coalesce($on, date()), $authority)
WITH DISTINCT x
MATCH (x)-[r:DESIGNATES]->(target:Actor)
WHERE x <> target AND @of-kind(target) AND ($programme IS NULL OR r.programme = $programme) AND @in-force-list(r)
WITH x, target, r ORDER BY r.programme, target.name, target.id, r.id LIMIT $limit
@editions(r)
RETURN r.programme AS programme, x.name AS listed_by, target.id AS target, target.name AS name, target.kind AS kind,
  coalesce(target.countries, []) AS countries, r.valid_from AS valid_from, r.valid_to AS valid_to,
  on_list_by, on_list_until, @undated(r) AS undated, r.stance AS stance,
  r.source AS source, r.id AS id
ORDER BY programme, name, target, id
