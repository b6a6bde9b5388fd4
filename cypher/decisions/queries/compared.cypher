// A record as a person compares it with another who decides whether they are one actor.
//
// uses: degree
// Parameters
//   id: string — the id of a record, or of an actor: then of its first record
// Columns
//   record: string — the record's id
//   source: string — the source that publishes it
//   source_title: string — that source's title
//   name: string — its name
//   names: list<string> — all its names
//   weak_names: list<string> — those that the source itself calls weak
//   birth_years: list<string> — in which years a person may have been born
//   kind: string — person, organization, state, vessel, aircraft or other
//   countries: list<string> — ISO 3166-1 alpha-3 codes
//   description: string? — what the source says of it
//   url: string? — where it says so
//   live: boolean — the source still publishes it
//   recorded_at: datetime — since when it is known
//   actor: string — the id of the actor that it describes
//   actor_name: string — that actor's name
//   statements: integer — how many statements say something of that actor today
//   identifiers: list<string> — scheme:value, of its own identifiers
CALL () {
  MATCH (r:Record {id: $id})
  RETURN r
UNION
  WITH $id AS id WHERE NOT EXISTS { (:Record {id: id}) }
  MATCH (:Actor {id: id})<-[:DESCRIBES]-(r:Record)
  RETURN r ORDER BY r.id LIMIT 1
}
MATCH (r)-[:DESCRIBES]->(a:Actor)
OPTIONAL MATCH (s:Source {id: r.source})
RETURN r.id AS record, r.source AS source, coalesce(s.title, r.source) AS source_title, r.name AS name,
  coalesce(r.names, []) AS names, coalesce(r.weak_names, []) AS weak_names, coalesce(r.birth_years, []) AS birth_years, r.kind AS kind, coalesce(r.countries, []) AS countries, r.description AS description,
  r.url AS url, r.live AS live, r.recorded_at AS recorded_at, a.id AS actor, a.name AS actor_name,
  @degree(a) AS statements,
  COLLECT { MATCH (r)-[:HAS]->(i:Identifier) RETURN DISTINCT i.id AS id ORDER BY id LIMIT 100 } AS identifiers
LIMIT 1
