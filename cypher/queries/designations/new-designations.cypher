// What an authority has added to its list since a date: new listings, changed ones, and those that came back.
//
// Parameters
//   authority: string — the authority's id. Example: "authorities:us-treasury"
//   since: date — the first day that counts. Example: 2023-01-01
//   clock: string = "said" — which date counts: said (the publication's), valid (the first day in force) or recorded (when the graph learnt it).
//   limit: integer = 500 — at most this many listings.
// Columns
//   day: date — the date by that clock
//   news: string — new, changed (the listing stood before with other content) or again (it had ended)
//   target: string — the id of the one who is listed
//   name: string — its name
//   kind: string — person, organization, state, vessel, aircraft or other
//   programme: string? — the programme
//   valid_from: date? — the first day in force, when known
//   stance: string — asserted, or announced when it is still to come
//   source: string — who published it
//   id: string — the statement's id
MATCH (x:Actor {id: $authority})-[r:DESIGNATES]->(target:Actor)
WITH x, r, target, CASE $clock WHEN 'valid' THEN r.valid_from WHEN 'recorded' THEN date(r.recorded_at) ELSE r.said_at END AS day
WHERE x <> target AND day >= $since
WITH r, target, day ORDER BY day DESC, target.name, r.programme, r.id LIMIT $limit
CALL (r) {
  OPTIONAL MATCH ()-[w:WITHDRAWN]->() USING INDEX SEEK w:WITHDRAWN(source, statement)
  WHERE w.source = r.source AND w.statement = r.statement AND w.denied IS NULL
  RETURN w.why AS before ORDER BY w.withdrawn_at DESC, w.id DESC LIMIT 1
}
RETURN day, CASE WHEN before IS NULL THEN 'new' WHEN before = 'changed' THEN 'changed' ELSE 'again' END AS news,
  target.id AS target, target.name AS name, target.kind AS kind, r.programme AS programme, r.valid_from AS valid_from,
  r.stance AS stance, r.source AS source, r.id AS id
ORDER BY day DESC, name, programme, id
