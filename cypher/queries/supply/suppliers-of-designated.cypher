// Who supplies those whom an authority (its parts, those it is part of) designates: already then, and is the supplier listed too?
//
// uses: in-force-list, undated, authorities, stands, of-kind
// empty: nobody is said to supply them at that time, or no dates show that it was after the listing
// asks: Does {supplier: anybody} supply those whom {authority} lists, {already: before or after|already then}, {on: today}?
// Parameters
//   authority: actor — the authority's id. Example: "states:USA"
//   supplier: actor = null — only what this one supplies. Example: "states:PRK"
//   already: boolean = false — only where a supply began after the listing.
//   kind: string(person|organization|state|vessel|aircraft|other) = null — only actors of this kind. Example: "state"
//   country: string = null — only actors of this country, by its ISO 3166-1 alpha-3 code. Example: "RUS"
//   on: date = null — listed and supplied on that day; today without one. Example: 2022-12-01
//   ever: boolean = false — at any time, when no day is given.
//   undated: boolean = true — statements with neither date too, which may hold on any day.
//   sources: list<source> = null — only what these sources say. Example: ["wagner-2023"]
//   sure: float(0..1) = 0.0 — at least so sure; one of unknown confidence passes.
//   limit: integer(0..) = 200 — at most this many pairs.
// Columns
//   supplier: actor — the supplier's id
//   name: string — its name
//   listed: boolean — one of these authorities designates the supplier too
//   target: actor — the id of the one who is designated and supplied
//   target_name: string — its name
//   listed_by: list<string> — the names of the authorities that list it: the one asked for, its parts, those it is part of
//   already_designated: boolean? — it was designated when a supply began: false when all were over by then, null when the dates don't tell
//   goods: list<string> — what is said to be supplied, where it is named
//   undated: integer — how many of these statements have neither date
//   statements: list<statement> — the ids of the statements about the supply
@authorities(coalesce($on, date()), $authority)
WITH collect(DISTINCT x) AS listing
UNWIND listing AS x
MATCH (x)-[d:DESIGNATES]->(target:Actor)
WHERE NOT target IN listing AND @in-force-list(d)
WITH listing, target, x, d ORDER BY x.name, x.id
WITH listing, target, collect(DISTINCT x.name) AS listed_by, min(coalesce(d.valid_from, d.said_at)) AS known_by,
  min(d.valid_from) AS begun, count(*) - count(d.valid_from) AS open
MATCH (target)<-[r:SUPPLIES]-(s:Actor)
WHERE s <> target AND @of-kind(s) AND @stands(r) AND ($supplier IS NULL OR s.id = $supplier)
WITH listing, target, listed_by, known_by, begun, open, s, r ORDER BY r.id
WITH listing, target, listed_by, known_by, begun, open, s, collect(DISTINCT r.goods) AS goods, collect(r.id) AS statements,
  count(CASE WHEN @undated(r) THEN 1 END) AS undated, max(r.valid_from) AS latest,
  CASE WHEN count(r.valid_to) = count(*) THEN max(r.valid_to) END AS over
WITH *, CASE
    WHEN latest >= known_by THEN true
    WHEN open = 0 AND over < begun THEN false
  END AS already_designated
WHERE NOT $already OR already_designated
WITH * ORDER BY s.name, s.id, target.name, target.id LIMIT $limit
RETURN s.id AS supplier, s.name AS name,
  EXISTS {
    MATCH (x)-[d:DESIGNATES]->(s)
    WHERE x IN listing AND NOT s IN listing AND @in-force-list(d)
  } AS listed,
  target.id AS target, target.name AS target_name, listed_by,
  already_designated, goods, undated, statements
ORDER BY name, supplier, target_name, target
