// Shows the actors of some records as their records have them now: live ones before others, then by the sources'
// rank.
//
// access: write
// Parameters
//   ids: list<string> — their ids
// Columns
//   actor: string — the actor's id
//   names: list<string> — all its names
UNWIND $ids AS id
MATCH (:Record {id: id})-[:DESCRIBES]->(a:Actor)
WITH DISTINCT a
CALL (a) {
  MATCH (a)<-[:DESCRIBES]-(r:Record)
  MATCH (s:Source {id: r.source})
  WITH r, s ORDER BY r.live DESC, s.rank, r.id
  WITH collect(r) AS all
  WITH all, [r IN all WHERE r.live] AS live
  WITH CASE WHEN size(live) > 0 THEN live ELSE all END AS shown, size(live) > 0 AS alive
  RETURN shown[0].name AS name, shown[0].kind AS kind, alive,
         reduce(found = [], r IN shown | found + [x IN r.names WHERE NOT x IN found]) AS names,
         reduce(found = [], r IN shown | found + [x IN coalesce(r.countries, []) WHERE NOT x IN found]) AS countries
}
WITH a, name, kind, alive, names, countries,
     CASE WHEN kind = 'other' THEN [] ELSE [toUpper(left(kind, 1)) + substring(kind, 1)] END AS label
REMOVE a:Person:Organization:State:Vessel:Aircraft
SET a.name = name, a.names = names, a.kind = kind, a.live = alive, a:$(label),
    a.countries = CASE WHEN size(countries) > 0 THEN countries END
RETURN a.id AS actor, names
