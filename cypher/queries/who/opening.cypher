// The actors that a source speaks of, the most talked about first: what to open the canvas on.
//
// uses: core-statements, degree
// Parameters
//   source: string = "wagner-2023" — the source's id.
//   limit: integer(0..) = 60 — at most this many actors.
// Columns
//   actor: actor — the actor's id
//   name: string — its name
//   kind: string — person, organization, state, vessel, aircraft or other
//   countries: list<string> — ISO 3166-1 alpha-3 codes
//   degree: integer — how many statements say something of it today

// Each branch stops after 5,000 statements: enough to choose from, whatever the source's size.
CALL () {
  CALL () {
    @core-statements(r.source = $source AND r.statement >= '', r LIMIT 5000)
  }
  RETURN startNode(r) AS a, endNode(r) AS b
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
  @degree(actor) AS degree
ORDER BY said DESC, actor.id
