// What is needed to draw the actors of a list of ids, in the list's order; ids that nobody has are left out.
//
// uses: degree
// Parameters
//   actors: list<string> — ids. Example: ["wagner-2023:vladimir-putin", "states:RUS"]
// Columns
//   actor: actor — the actor's id
//   name: string — its name
//   kind: string — person, organization, state, vessel, aircraft or other
//   countries: list<string> — ISO 3166-1 alpha-3 codes
//   live: boolean — some source still publishes it
//   degree: integer — how many statements say something of it today
UNWIND range(0, size($actors) - 1) AS place
WITH $actors[place] AS id, min(place) AS place
MATCH (a:Actor {id: id})
RETURN a.id AS actor, a.name AS name, a.kind AS kind, coalesce(a.countries, []) AS countries, a.live AS live,
  @degree(a) AS degree
ORDER BY place
