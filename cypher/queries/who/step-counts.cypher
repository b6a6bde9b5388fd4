// How many statements and neighbours an actor has, by type and direction: what an expansion would bring.
//
// uses: undated, chosen
// Parameters
//   actor: actor — the actor's id. Example: "wagner-2023:wagner-group"
//   on: date = null — in force on that day; today without one. Example: 2023-01-20
//   ever: boolean = false — at any time, when no day is given.
//   undated: boolean = true — statements with neither date too, which may hold on any day.
//   sources: list<source> = null — only what these sources say. Example: ["wagner-2023"]
//   types: list<type> = null — only these relationship types. Example: ["SUPPLIES", "LEADS"]
//   sure: float(0..1) = 0.0 — at least so sure; one of unknown confidence passes.
// Columns
//   type: string — the relationship type
//   direction: string — out (the actor is the subject), in, or both for symmetric types
//   statements: integer — how many statements
//   neighbours: integer — how many actors at their other ends
//   undated: integer — how many of the statements have neither date
MATCH (a:Actor {id: $actor})
WITH a, COLLECT { MATCH (t:EdgeType) WHERE t.name >= '' AND t.symmetric RETURN t.name } AS symmetric
MATCH (a)-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED)]-(b)
WHERE a <> b AND @chosen(r)
RETURN type(r) AS type,
  CASE WHEN type(r) IN symmetric THEN 'both' WHEN startNode(r) = a THEN 'out' ELSE 'in' END AS direction,
  count(*) AS statements, count(DISTINCT b) AS neighbours, count(CASE WHEN @undated(r) THEN 1 END) AS undated
ORDER BY statements DESC, type, direction
