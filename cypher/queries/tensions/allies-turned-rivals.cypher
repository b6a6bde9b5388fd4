// Allies who became rivals: pairs whose alliance began before their rivalry did, and the days between.
//
// uses: of-source, trusted, pair-of-kind
// empty: no pair of whom dates are said was allied first and at odds afterwards
// asks: Which allies became rivals, of {actor: anybody}?
// Parameters
//   actor: actor = null — only the pairs of this one. Example: "wagner-2023:yevgeny-prigozhin"
//   source: source = null — only by what this source says. Example: "wagner-2023"
//   kind: string(person|organization|state|vessel|aircraft|other) = null — only actors of this kind. Example: "state"
//   country: string = null — only pairs with an actor of this country, by its ISO 3166-1 alpha-3 code. Example: "RUS"
//   sources: list<source> = null — only what these sources say. Example: ["wagner-2023"]
//   sure: float(0..1) = 0.5 — at least so sure; one of unknown confidence passes.
//   limit: integer(0..) = 200 — at most this many pairs, the latest first.
// Columns
//   a: actor — one actor's id
//   a_name: string — its name
//   b: actor — the other's
//   b_name: string — its name
//   allied_from: date — the first day of their alliance
//   allied_until: date? — its last day; null where it is not said to have ended
//   rivals_from: date — the first day of their rivalry
//   gap: integer? — the days from the end of the alliance to the rivalry; less than nothing while they were both, null without an end
//   obligations: list<string> — what the alliance obliged to, where it is said
//   statements: list<statement> — the ids of the statements about both
// Scan: every rivalry is read once, from its index on (source, statement).

// Of several alliances before a rivalry, the latest to begin; of several rivalries after it, the first.
MATCH (x:Actor)-[v:RIVAL_OF]->(y:Actor) USING INDEX v:RIVAL_OF(source, statement)
WHERE v.source >= '' AND v.statement IS NOT NULL AND x <> y AND v.valid_from IS NOT NULL AND @trusted(v)
  AND @pair-of-kind(x, y) AND ($actor IS NULL OR $actor IN [x.id, y.id]) AND @of-source(v)
MATCH (x)-[p:ALLY_OF]-(y)
WHERE p.valid_from < v.valid_from AND @trusted(p) AND @of-source(p)
WITH CASE WHEN x.id < y.id THEN x ELSE y END AS a, CASE WHEN x.id < y.id THEN y ELSE x END AS b, v, p
WITH a, b, p, min(v.valid_from) AS rivals_from, collect(DISTINCT v) AS rivalries
WITH a, b, rivals_from, p, [v IN rivalries WHERE v.valid_from = rivals_from] AS first ORDER BY p.valid_from DESC, p.id
WITH a, b, rivals_from, first, collect(p) AS pacts
WITH a, b, rivals_from, first, [p IN pacts WHERE p.valid_from = pacts[0].valid_from] AS pacts
WITH *, pacts[0].valid_from AS allied_from,
  CASE WHEN all(p IN pacts WHERE p.valid_to IS NOT NULL) THEN reduce(day = pacts[0].valid_to, p IN pacts | CASE WHEN p.valid_to > day THEN p.valid_to ELSE day END) END AS allied_until
ORDER BY rivals_from DESC, a.name, a.id, b.name, b.id LIMIT $limit
RETURN a.id AS a, a.name AS a_name, b.id AS b, b.name AS b_name, allied_from, allied_until, rivals_from,
  duration.inDays(allied_until, rivals_from).days AS gap,
  COLLECT { UNWIND pacts AS r WITH r.obligation AS obligation WHERE obligation IS NOT NULL RETURN DISTINCT obligation ORDER BY obligation } AS obligations,
  COLLECT { UNWIND pacts + first AS r RETURN r.id AS id ORDER BY id } AS statements
ORDER BY rivals_from DESC, a_name, a, b_name, b
