// The actors that the most statements speak of, with how many tie them and how many set them apart.
//
// uses: signs, degree, chosen, of-kind
// asks: Who is spoken of the most, {kind: of any kind}?
// Parameters
//   kind: string(person|organization|state|vessel|aircraft|other) = null — only this kind. Example: "state"
//   country: string = null — only actors of this country, by its ISO 3166-1 alpha-3 code. Example: "RUS"
//   on: date = null — the neighbours and signs in force on that day; today without one. Example: 2023-01-20
//   ever: boolean = false — at any time, when no day is given.
//   undated: boolean = true — statements with neither date too, which may hold on any day.
//   sources: list<source> = null — only what these sources say. Example: ["wagner-2023"]
//   types: list<type> = null — only these relationship types. Example: ["SUPPLIES", "LEADS"]
//   sure: float(0..1) = 0.0 — at least so sure; one of unknown confidence passes.
//   limit: integer(0..) = 20 — at most this many actors.
// Columns
//   actor: actor — the actor's id
//   name: string — its name
//   kind: string — person, organization, state, vessel, aircraft or other
//   degree: integer — how many statements speak of it, of whatever time
//   neighbours: integer — how many actors stand at the other ends of those in force
//   plus: integer — how many of those in force tie
//   minus: integer — how many divide
// Scan: every actor is read once, from its index; a relationship's count is kept with its actor, so none is walked but
//   those of the actors in the answer.

@signs()
MATCH (a:Actor) WHERE a.id >= '' AND @of-kind(a)
WITH plus, minus, a,
  @degree(a) AS degree
ORDER BY degree DESC, a.id LIMIT $limit
CALL (a, plus, minus) {
  OPTIONAL MATCH (a)-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED)]-(b)
  WHERE a <> b AND @chosen(r)
  RETURN count(DISTINCT b) AS neighbours, count(CASE WHEN type(r) IN plus THEN 1 END) AS ties,
    count(CASE WHEN type(r) IN minus THEN 1 END) AS divides
}
RETURN a.id AS actor, a.name AS name, a.kind AS kind, degree, neighbours, ties AS plus, divides AS minus
ORDER BY degree DESC, actor
