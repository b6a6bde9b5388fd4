// How many neighbours each actor has on a day, tied and set apart: the degree of every node, those with the most first.
//
// uses: signs, chosen, undated, of-kind
// Parameters
//   kind: string(person|organization|state|vessel|aircraft|other) = null — only actors of this kind. Example: "state"
//   country: string = null — only actors of this country, by its ISO 3166-1 alpha-3 code. Example: "RUS"
//   on: date = null — in force on that day; today without one. Example: 2023-01-20
//   ever: boolean = false — at any time, when no day is given.
//   undated: boolean = true — statements with neither date too, which may hold on any day.
//   sources: list<source> = null — only what these sources say. Example: ["wagner-2023"]
//   types: list<type> = null — only these relationship types. Example: ["SUPPLIES", "LEADS"]
//   sure: float(0..1) = 0.0 — at least so sure; one of unknown confidence passes.
//   limit: integer(0..) = 100 — at most this many actors.
// Columns
//   actor: actor — the actor's id
//   name: string — its name
//   kind: string — person, organization, state, vessel, aircraft or other
//   countries: list<string> — ISO 3166-1 alpha-3 codes
//   neighbours: integer — how many actors stand at the other ends
//   friends: integer — how many of them it is tied to
//   rivals: integer — how many it is set apart from; one may be both
//   statements: integer — how many statements that is
//   undated: integer — how many of these have neither date
// Scan: the degree of every actor reads every statement once from each end. Large graphs need a longer timeout.

@signs()
MATCH (a:Actor) WHERE a.id >= '' AND @of-kind(a)
CALL (a, plus, minus) {
  MATCH (a)-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED)]-(b)
  WHERE a <> b AND @chosen(r)
  RETURN count(DISTINCT b) AS neighbours, count(r) AS statements, count(CASE WHEN @undated(r) THEN 1 END) AS undated,
    count(DISTINCT CASE WHEN type(r) IN plus THEN b END) AS friends,
    count(DISTINCT CASE WHEN type(r) IN minus THEN b END) AS rivals
}
WITH a, neighbours, friends, rivals, statements, undated WHERE neighbours > 0
ORDER BY neighbours DESC, statements DESC, a.id LIMIT $limit
RETURN a.id AS actor, a.name AS name, a.kind AS kind, coalesce(a.countries, []) AS countries,
  neighbours, friends, rivals, statements, undated
ORDER BY neighbours DESC, statements DESC, actor
