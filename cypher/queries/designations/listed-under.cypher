// Whom an authority lists, under which programme and since when.
//
// uses: in-force
// Parameters
//   authority: string — the authority's id. Example: "authorities:us-ofac"
//   programme: string = null — only this programme. Example: "TCO"
//   on: date = null — in force on that date. Example: 2023-01-26
//   limit: integer = 500 — at most this many listings.
// Columns
//   programme: string? — the programme
//   target: string — the id of the one who is listed
//   name: string — its name
//   kind: string — person, organization, state, vessel, aircraft or other
//   countries: list<string> — ISO 3166-1 alpha-3 codes
//   valid_from: date? — the first day in force, when known
//   said_at: date? — the date of the publication that first said so
//   stance: string — asserted, or announced when it is still to come
//   source: string — who published it
//   id: string — the statement's id
MATCH (x:Actor {id: $authority})-[r:DESIGNATES]->(target:Actor)
WHERE x <> target AND ($programme IS NULL OR r.programme = $programme) AND @in-force(r)
RETURN r.programme AS programme, target.id AS target, target.name AS name, target.kind AS kind,
  coalesce(target.countries, []) AS countries, r.valid_from AS valid_from, r.said_at AS said_at, r.stance AS stance,
  r.source AS source, r.id AS id
ORDER BY programme, name, target, id
LIMIT $limit
