// What one source's records say that tells one actor from another.
//
// Parameters
//   source: string — the source
// Columns
//   id: string — the record's id
//   name: string — its name
//   names: list<string> — its names but for those that the source itself calls weak
//   kind: string — what it is
//   countries: list<string>? — ISO 3166-1 alpha-3 codes
//   birth_years: list<string>? — in which years a person may have been born
//   actor: string — the id of the actor that it describes
//   identifiers: list<string> — scheme:value
MATCH (r:Record) WHERE r.source = $source AND r.key >= '' AND r.live
MATCH (r)-[:DESCRIBES]->(a:Actor)
RETURN r.id AS id, r.name AS name, [n IN r.names WHERE NOT n IN coalesce(r.weak_names, [])] AS names, r.kind AS kind, r.countries AS countries, r.birth_years AS birth_years, a.id AS actor,
  COLLECT { MATCH (r)-[:HAS]->(i:Identifier) RETURN i.id ORDER BY i.id } AS identifiers
