// What is said of an actor, folded: each claim once, with how many sources and speakers stand behind it and who denies it.
//
// uses: undated, chosen
// asks: What is said of {actor}, and by how many, {on: today}?
// Parameters
//   actor: actor — the actor's id. Example: "wagner-2023:yevgeny-prigozhin"
//   on: date = null — in force on that day; today without one. Example: 2023-01-20
//   ever: boolean = false — at any time, when no day is given.
//   undated: boolean = true — statements with neither date too, which may hold on any day.
//   sources: list<source> = null — only what these sources say. Example: ["wagner-2023"]
//   types: list<type> = null — only these relationship types. Example: ["SUPPLIES", "LEADS"]
//   sure: float(0..1) = 0.0 — at least so sure; one of unknown confidence passes.
//   limit: integer(0..) = 200 — at most this many claims, those with the fewest sources first.
// Columns
//   type: string — the type that is claimed
//   direction: string — out (the actor is the subject), in, or both for symmetric types
//   other: actor — the id of the one at the other end
//   other_name: string — its name
//   sources: list<string> — the ids of the sources that publish it
//   said_by: list<string> — who says so
//   denied_by: list<string> — who denies it
//   confidence: float? — the highest, when one is known
//   undated: integer — how many of these statements have neither date
//   statements: list<statement> — the ids of the statements that say so
MATCH (a:Actor {id: $actor})
WITH a, COLLECT { MATCH (t:EdgeType) WHERE t.name >= '' AND t.symmetric RETURN t.name } AS symmetric
MATCH (a)-[r:!(WITHDRAWN|DESCRIBES|PROPOSED)]-(b:Actor)
WHERE a <> b AND @chosen(r)
WITH b, r, type(r) = 'DENIED' AS denied, coalesce(r.type, type(r)) AS type,
  CASE WHEN coalesce(r.type, type(r)) IN symmetric THEN 'both' WHEN startNode(r) = a THEN 'out' ELSE 'in' END AS direction
ORDER BY r.id
WITH b, type, direction, collect(DISTINCT CASE WHEN NOT denied THEN r.source END) AS sources,
  collect(DISTINCT CASE WHEN NOT denied THEN r.said_by END) AS said_by,
  collect(DISTINCT CASE WHEN denied THEN r.said_by END) AS denied_by,
  max(CASE WHEN NOT denied THEN r.confidence END) AS confidence,
  count(CASE WHEN NOT denied AND @undated(r) THEN 1 END) AS undated,
  collect(CASE WHEN NOT denied THEN r.id END) AS statements
WHERE size(statements) > 0
RETURN type, direction, b.id AS other, b.name AS other_name,
  COLLECT { UNWIND sources AS source RETURN source ORDER BY source } AS sources,
  COLLECT { UNWIND said_by AS who RETURN who ORDER BY who } AS said_by,
  COLLECT { UNWIND denied_by AS who RETURN who ORDER BY who } AS denied_by, confidence, undated, statements
ORDER BY size(sources), type, direction, other_name, other
LIMIT $limit
