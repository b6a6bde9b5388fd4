// Whom an authority, one of its parts or one that it is part of, has taken off its list since a date: dropped by the source, taken back as wrong, or over by its own date.
//
// uses: held-on, authorities, of-kind, trusted
// empty: no edition of a list of this authority lacks what an earlier one had, since that day
// asks: Whom has {authority} taken off its list since {since}?
// Parameters
//   authority: actor — the authority's id. Example: "authorities:us-treasury"
//   kind: string(person|organization|state|vessel|aircraft|other) = null — only actors of this kind. Example: "state"
//   country: string = null — only actors of this country, by its ISO 3166-1 alpha-3 code. Example: "RUS"
//   since: date — the first day that counts. Example: 2023-01-01
//   sources: list<source> = null — only what these sources say. Example: ["wagner-2023"]
//   sure: float(0..1) = 0.0 — at least so sure; one of unknown confidence passes.
//   limit: integer(0..) = 500 — at most this many listings.
// Columns
//   day: date? — its last day when that is said, else the date of the publication that no longer had it
//   how: string — ended, retracted, reverted, or over when its own last day is on record
//   listed_by: string — the name of the authority that listed it: the one asked for, one of its parts, or one that it is part of
//   target: actor — the id of the one who was listed
//   name: string — its name
//   programme: string? — the programme
//   remaining: integer — how many listings of it by this authority are in force today
//   source: string — who published it
//   id: statement — the statement's id

// A withdrawn version counts only when it is the last of its statement: what came back was no delisting.
@authorities(date(), $authority)
WITH DISTINCT x
CALL (x) {
  MATCH (x)-[r:DESIGNATES]->(target:Actor)
  WHERE r.valid_to >= $since AND r.stance = 'asserted'
  RETURN r, target, r.valid_to AS day, 'over' AS how
UNION ALL
  MATCH (x)-[r:WITHDRAWN {type: 'DESIGNATES'}]->(target:Actor)
  WHERE r.denied IS NULL AND r.why <> 'changed'
  WITH x, r, target, coalesce(r.said_until, date(r.withdrawn_at)) AS day
  WHERE day >= $since
    AND NOT EXISTS {
      MATCH ()-[now:DESIGNATES]->() USING INDEX SEEK now:DESIGNATES(source, statement)
      WHERE now.source = r.source AND now.statement = r.statement
    }
    AND NOT EXISTS {
      MATCH ()-[later:WITHDRAWN]->() USING INDEX SEEK later:WITHDRAWN(source, statement)
      WHERE later.source = r.source AND later.statement = r.statement AND later.withdrawn_at > r.withdrawn_at
    }
  RETURN r, target, day, r.why AS how
}
WITH x, r, target, day, how WHERE x <> target AND @of-kind(target) AND @trusted(r)
ORDER BY day DESC, target.name, r.programme, r.id LIMIT $limit
RETURN day, how, x.name AS listed_by, target.id AS target, target.name AS name, r.programme AS programme,
  COUNT { MATCH (x)-[now:DESIGNATES]->(target) WHERE @held-on(now, date()) } AS remaining, r.source AS source, r.id AS id
ORDER BY day DESC, name, programme, id
