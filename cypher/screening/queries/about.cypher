// What is known of some actors: who describes them, who designates them, and what is said of them.
//
// Parameters
//   actors: list<string> — their ids
//   most: integer — so many statements of each
// Columns
//   actor: string — the actor's id
//   actor_name: string — its name
//   kind: string — what it is
//   countries: list<string>? — ISO 3166-1 alpha-3 codes
//   records: list<map> — its records that are still published, each with id, source, names, those that it calls weak, and birth years
//   designated_by: list<string> — who says that it is designated
//   evidence: list<string> — what is said of it, designations first: who says so, and what
UNWIND $actors AS id
MATCH (a:Actor {id: id})
RETURN a.id AS actor, a.name AS actor_name, a.kind AS kind, a.countries AS countries,
  COLLECT {
    MATCH (a)<-[:DESCRIBES]-(r:Record) WHERE r.live
    RETURN {id: r.id, source: r.source, names: r.names, weak_names: coalesce(r.weak_names, []), birth_years: coalesce(r.birth_years, [])} ORDER BY r.id
  } AS records,
  COLLECT { MATCH (a)<-[d:DESIGNATES]-(:Actor) RETURN DISTINCT d.said_by AS by ORDER BY by } AS designated_by,
  COLLECT {
    MATCH (a)-[s]-(:Actor) WHERE NOT s:DENIED AND NOT s:WITHDRAWN
    WITH s, s:DESIGNATES AND endNode(s) = a AS designates
    RETURN s.said_by + ': ' + s.evidence ORDER BY designates DESC, s.id LIMIT $most
  } AS evidence
