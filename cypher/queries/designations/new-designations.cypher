// What an authority (its parts, those it is part of) has added to its list since a date, or in a span: new listings, changed ones, and those that came back.
//
// uses: authorities, of-kind, trusted
// empty: nothing new on this list since that day; what a source's first reading brought is no news
// asks: What has {authority} added to its list since {since}, until {until: today}, {kind: of any kind}?
// Parameters
//   authority: actor — the authority's id. Example: "authorities:us-treasury"
//   since: date — the first day that counts. Example: 2023-01-01
//   until: date = null — the last day that counts. Example: 2023-01-31
//   kind: string(person|organization|state|vessel|aircraft|other) = null — only this kind. Example: "person"
//   country: string = null — only actors of this country, by its ISO 3166-1 alpha-3 code. Example: "RUS"
//   clock: string(said|valid|recorded) = "said" — which date counts: said (the publication's), valid (the first day in force) or recorded (when the graph learnt it).
//   sources: list<source> = null — only what these sources say. Example: ["wagner-2023"]
//   sure: float(0..1) = 0.0 — at least so sure; one of unknown confidence passes.
//   limit: integer(0..) = 500 — at most this many listings.
// Columns
//   day: date — the date by that clock
//   news: string — new, changed (the listing stood before with other content) or again (it had ended)
//   listed_by: list<string> — the names of the authorities that list it: the one asked for, its parts, those it is part of
//   target: actor — the id of the one who is listed
//   name: string — its name
//   kind: string — person, organization, state, vessel, aircraft or other
//   programme: string? — the programme
//   valid_from: date? — the first day in force, when known
//   stance: string — asserted, or announced when it is still to come
//   sources: list<string> — the ids of the sources that carry it
//   id: statement — the id of the statement that was first to say so
//   statements: list<statement> — of all that carry the listing

// What a source's first reading brings was on the list before, as far as anybody knows, unless it is dated. A listing is a
// target under a programme: it counts once, however many sources carry it, and not at all if one carried it before.
@authorities(date(), $authority)
WITH DISTINCT x
MATCH (x)-[r:DESIGNATES]->(target:Actor)
WHERE x <> target AND @of-kind(target) AND @trusted(r)
WITH x, r, target, CASE $clock WHEN 'valid' THEN r.valid_from WHEN 'recorded' THEN date(r.recorded_at) ELSE r.said_at END AS day
CALL (r) {
  OPTIONAL MATCH (run:Run {id: r.recorded_run})
  RETURN run IS NOT NULL AND NOT EXISTS {
    MATCH (earlier:Run) USING INDEX earlier:Run(source, n)
    WHERE earlier.source = r.source AND earlier.n >= 0 AND earlier.n < run.n AND earlier.status = 'done'
  } AS first
}
WITH x, r, target, day, first, day >= $since AND ($until IS NULL OR day <= $until) AND ($clock = 'valid' OR NOT first OR coalesce(r.valid_from >= $since, false)) AS fresh
ORDER BY day, r.id
WITH target, coalesce(r.programme, '') AS programme, collect({r: r, by: x.name, day: day, fresh: fresh}) AS carried
WITH target, carried, [c IN carried WHERE c.fresh] AS fresh, [c IN carried WHERE c.day < $since] AS before
WHERE size(fresh) > 0 AND none(c IN before WHERE NOT any(f IN fresh WHERE f.r.source = c.r.source))
WITH target, fresh[0] AS told, [c IN carried | c.r.source] AS sources, [c IN carried | c.by] AS authorities, [c IN carried | c.r.id] AS ids
ORDER BY told.day DESC, target.name, told.r.programme, told.r.id LIMIT $limit
WITH target, told.r AS r, told.day AS day, sources, authorities, ids
CALL (r) {
  OPTIONAL MATCH ()-[w:WITHDRAWN]->() USING INDEX SEEK w:WITHDRAWN(source, statement)
  WHERE w.source = r.source AND w.statement = r.statement AND w.denied IS NULL
  RETURN w.why AS before ORDER BY w.withdrawn_at DESC, w.id DESC LIMIT 1
}
RETURN day, CASE WHEN before IS NULL THEN 'new' WHEN before = 'changed' THEN 'changed' ELSE 'again' END AS news,
  COLLECT { UNWIND authorities AS name RETURN DISTINCT name ORDER BY name } AS listed_by,
  target.id AS target, target.name AS name, target.kind AS kind, r.programme AS programme, r.valid_from AS valid_from,
  r.stance AS stance, COLLECT { UNWIND sources AS source RETURN DISTINCT source ORDER BY source } AS sources, r.id AS id,
  ids AS statements
ORDER BY day DESC, name, programme, id
