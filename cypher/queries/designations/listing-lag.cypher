// Whom one authority (its parts, those it is part of) lists and another doesn't, or lists later: with the lag in days.
//
// uses: in-force-list, authorities, of-kind
// empty: the first authority lists nobody, or the other lists all of them
// asks: Whom does {authority} list, and when did {other} follow, {missing: or not|not at all}, {on: today}?
// Parameters
//   authority: actor — the id of the one whose list it is. Example: "states:USA"
//   other: actor — the id of the one whose list is compared. Example: "authorities:un-security-council"
//   missing: boolean = false — only those whom the other does not list.
//   kind: string(person|organization|state|vessel|aircraft|other) = null — only actors of this kind. Example: "state"
//   country: string = null — only actors of this country, by its ISO 3166-1 alpha-3 code. Example: "RUS"
//   on: date = null — on the lists on that day; today without one. Example: 2023-01-26
//   ever: boolean = false — at any time, when no day is given.
//   undated: boolean = true — listings with neither date too, which may hold on any day.
//   sources: list<source> = null — only what these sources say. Example: ["wagner-2023"]
//   sure: float(0..1) = 0.0 — at least so sure; one of unknown confidence passes.
//   limit: integer(0..) = 500 — at most this many actors, those first whom the other does not list.
// Columns
//   target: actor — the id of the one who is listed
//   name: string — its name
//   kind: string — person, organization, state, vessel, aircraft or other
//   countries: list<string> — ISO 3166-1 alpha-3 codes
//   programmes: list<string> — under which programmes of the first
//   listed: date? — the first day on its list, else of the edition that first had it
//   other_listed: date? — the same of the other
//   lag: integer? — how many days later the other listed it; less than nothing where it was earlier, null where no day is known
//   missing: boolean — the other does not list it
//   statements: list<statement> — the ids of the listings of both
CALL () {
  @authorities(coalesce($on, date()), $authority)
  RETURN collect(DISTINCT x) AS listing
}
CALL () {
  @authorities(coalesce($on, date()), $other)
  RETURN collect(DISTINCT x) AS others
}
UNWIND listing AS x
MATCH (x)-[r:DESIGNATES]->(target:Actor)
WHERE NOT target IN listing AND @of-kind(target) AND @in-force-list(r)
WITH others, target, r ORDER BY r.programme, r.id
WITH others, target, collect(DISTINCT r.programme) AS programmes, min(coalesce(r.valid_from, r.said_at)) AS listed,
  collect(r.id) AS ours
CALL (others, target) {
  UNWIND others AS y
  MATCH (y)-[r:DESIGNATES]->(target)
  WHERE @in-force-list(r)
  WITH r ORDER BY r.id
  RETURN min(coalesce(r.valid_from, r.said_at)) AS other_listed, collect(r.id) AS theirs
}
WITH *, size(theirs) = 0 AS missing
WHERE missing OR NOT $missing
WITH *, duration.inDays(listed, other_listed).days AS lag
ORDER BY missing DESC, lag DESC, target.name, target.id LIMIT $limit
RETURN target.id AS target, target.name AS name, target.kind AS kind, coalesce(target.countries, []) AS countries,
  programmes, listed, other_listed, lag, missing, ours + theirs AS statements
ORDER BY missing DESC, lag DESC, name, target
