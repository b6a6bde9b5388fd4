// The actors that a source speaks of, the most talked about first: what to open the canvas on.
//
// Parameters
//   source: string = "wagner-2023" — the source's id.
//   limit: integer = 60 — at most this many actors.
// Columns
//   actor: string — the actor's id
//   name: string — its name
//   kind: string — person, organization, state, vessel, aircraft or other
//   countries: list<string> — ISO 3166-1 alpha-3 codes
//   degree: integer — how many statements say something of it today

// Each branch stops after 5,000 statements: enough to choose from, whatever the source's size.
CALL () {
  MATCH (a:Actor)-[r:ALLY_OF]->(b:Actor) USING INDEX r:ALLY_OF(source, statement)
  WHERE r.source = $source AND r.statement >= '' RETURN a, b LIMIT 5000
UNION ALL
  MATCH (a:Actor)-[r:RIVAL_OF]->(b:Actor) USING INDEX r:RIVAL_OF(source, statement)
  WHERE r.source = $source AND r.statement >= '' RETURN a, b LIMIT 5000
UNION ALL
  MATCH (a:Actor)-[r:SUPPLIES]->(b:Actor) USING INDEX r:SUPPLIES(source, statement)
  WHERE r.source = $source AND r.statement >= '' RETURN a, b LIMIT 5000
UNION ALL
  MATCH (a:Actor)-[r:DESIGNATES]->(b:Actor) USING INDEX r:DESIGNATES(source, statement)
  WHERE r.source = $source AND r.statement >= '' RETURN a, b LIMIT 5000
UNION ALL
  MATCH (a:Actor)-[r:LEADS]->(b:Actor) USING INDEX r:LEADS(source, statement)
  WHERE r.source = $source AND r.statement >= '' RETURN a, b LIMIT 5000
UNION ALL
  MATCH (a:Actor)-[r:PART_OF]->(b:Actor) USING INDEX r:PART_OF(source, statement)
  WHERE r.source = $source AND r.statement >= '' RETURN a, b LIMIT 5000
UNION ALL
  MATCH (a:Actor)-[r:OWNS]->(b:Actor) USING INDEX r:OWNS(source, statement)
  WHERE r.source = $source AND r.statement >= '' RETURN a, b LIMIT 5000
UNION ALL
  MATCH (r:Record) USING INDEX r:Record(source, key)
  WHERE r.source = $source AND r.key >= '' AND r.live
  WITH r LIMIT 5000
  MATCH (r)-[:DESCRIBES]->(a:Actor)
  RETURN a, a AS b
}
UNWIND CASE WHEN a = b THEN [a] ELSE [a, b] END AS actor
WITH actor, count(*) AS said ORDER BY said DESC, actor.id LIMIT $limit
RETURN actor.id AS actor, actor.name AS name, actor.kind AS kind, coalesce(actor.countries, []) AS countries,
  COUNT { (actor)--() } - COUNT { (actor)-[:DENIED|WITHDRAWN|DESCRIBES|PROPOSED]-() } AS degree
ORDER BY said DESC, actor.id
