// Who supplies several actors at once: the suppliers that they have in common.
//
// uses: undated, stands, of-kind
// empty: no supplier is said to supply so many of them at that time
// asks: Who supplies all or some of {actors}, {on: today}?
// Parameters
//   actors: list<actor> — the ids of those who are supplied. Example: ["wagner-2023:wagner-group", "states:RUS"]
//   at_least: integer(0..) = 2 — of these, a supplier supplies at least so many.
//   kind: string(person|organization|state|vessel|aircraft|other) = null — only actors of this kind. Example: "state"
//   country: string = null — only actors of this country, by its ISO 3166-1 alpha-3 code. Example: "RUS"
//   on: date = null — in force on that day; today without one. Example: 2022-12-01
//   ever: boolean = false — at any time, when no day is given.
//   undated: boolean = true — statements with neither date too, which may hold on any day.
//   sources: list<source> = null — only what these sources say. Example: ["wagner-2023"]
//   sure: float(0..1) = 0.0 — at least so sure; one of unknown confidence passes.
//   limit: integer(0..) = 100 — at most this many suppliers.
// Columns
//   supplier: actor — the supplier's id
//   name: string — its name
//   kind: string — person, organization, state, vessel, aircraft or other
//   supplied: list<actor> — the ids of those whom it supplies
//   supplied_names: list<string> — their names
//   goods: list<string> — what is said to be supplied, where it is named
//   undated: integer — how many of these statements have neither date
//   statements: list<statement> — the ids of the statements
UNWIND $actors AS id
MATCH (a:Actor {id: id})
WITH DISTINCT a
MATCH (a)<-[r:SUPPLIES]-(s:Actor)
WHERE s <> a AND @of-kind(s) AND @stands(r)
WITH a, r, s ORDER BY a.name, a.id, r.id
WITH s, collect(DISTINCT a) AS supplied, collect(DISTINCT r.goods) AS goods, collect(r.id) AS statements,
  count(CASE WHEN @undated(r) THEN 1 END) AS undated
WHERE size(supplied) >= $at_least
RETURN s.id AS supplier, s.name AS name, s.kind AS kind, [a IN supplied | a.id] AS supplied,
  [a IN supplied | a.name] AS supplied_names, goods, undated, statements
ORDER BY size(supplied) DESC, name, supplier
LIMIT $limit
