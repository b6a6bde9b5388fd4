// One actor with everything that the sources' records say of it; no passports, tax numbers or birth dates.
//
// uses: degree
// Parameters
//   actor: actor — the actor's id. Example: "wagner-2023:wagner-group"
// Columns
//   actor: actor — its id
//   name: string — its name, of the source of highest rank
//   names: list<string> — all its names, every script
//   kind: string — person, organization, state, vessel, aircraft or other
//   live: boolean — some source still publishes it
//   countries: list<string> — ISO 3166-1 alpha-3 codes
//   weak_names: list<string> — those of its names that every source which has them calls weak
//   records: list<map> — id, source, source_title, name, kind, countries, description, url, live, recorded_at, withdrawn_at
//   identifiers: list<string> — scheme:value, of the public schemes only
//   degree: integer — how many statements say something of it today
MATCH (a:Actor {id: $actor})
CALL (a) {
  MATCH (a)<-[:DESCRIBES]-(r:Record)
  OPTIONAL MATCH (s:Source {id: r.source})
  WITH r, s ORDER BY r.live DESC, coalesce(s.rank, 1000), r.id LIMIT 200
  RETURN collect({
    id: r.id, source: r.source, source_title: coalesce(s.title, r.source), name: r.name, kind: r.kind,
    countries: coalesce(r.countries, []), description: r.description, url: r.url, live: r.live,
    recorded_at: r.recorded_at, withdrawn_at: r.withdrawn_at
  }) AS records
}
CALL (a) {
  MATCH (a)<-[:DESCRIBES]-(:Record)-[:HAS]->(i:Identifier)
  WHERE i.scheme IN ['wikidata', 'iso3', 'ofac', 'eu', 'un', 'lei', 'imo', 'domain']
  WITH DISTINCT i.id AS id ORDER BY id LIMIT 200
  RETURN collect(id) AS identifiers
}
CALL (a) {
  MATCH (a)<-[:DESCRIBES]-(r:Record)
  WITH collect(r) AS said
  RETURN [name IN reduce(weak = [], r IN said | weak + coalesce(r.weak_names, []))
    WHERE none(r IN said WHERE name IN r.names AND NOT name IN coalesce(r.weak_names, []))] AS weak_names
}
RETURN a.id AS actor, a.name AS name, coalesce(a.names, []) AS names, a.kind AS kind, a.live AS live,
  coalesce(a.countries, []) AS countries, weak_names, records, identifiers,
  @degree(a) AS degree
