// The wake of a designation: who supplied those whom an authority (its parts, those it is part of) lists, after it, before it or undated.
//
// uses: in-force-list, authorities, trusted, of-kind
// empty: nobody is said to have supplied those whom it lists
// asks: Who supplied those whom {authority} lists, before and after, {after: or at all|after it alone}?
// Parameters
//   authority: actor — the authority's id. Example: "states:USA"
//   after: boolean = false — only where something was supplied after the listing.
//   kind: string(person|organization|state|vessel|aircraft|other) = null — only actors of this kind. Example: "state"
//   country: string = null — only actors of this country, by its ISO 3166-1 alpha-3 code. Example: "RUS"
//   on: date = null — listed on that day; today without one. Example: 2023-01-26
//   ever: boolean = false — listed at any time, when no day is given.
//   undated: boolean = true — listings with neither date too, which may hold on any day.
//   sources: list<source> = null — only what these sources say. Example: ["wagner-2023"]
//   sure: float(0..1) = 0.5 — at least so sure; one of unknown confidence passes.
//   limit: integer(0..) = 200 — at most this many pairs, those first that supplied most after the listing.
// Columns
//   target: actor — the id of the one who is listed
//   target_name: string — its name
//   listed: date? — the first day on the list, else of the edition that first had it, which is no first day
//   supplier: actor — the supplier's id
//   name: string — its name
//   after: integer — how many statements speak of a supply that began, or went on, after that day
//   before: integer — of one that was over before the first day on the list
//   undated: integer — of one with neither date, or whose dates don't tell
//   goods_after: list<string> — what is said to have been supplied after it, where it is named
//   last: date? — the last day of a supply that is known
//   statements: list<statement> — the ids of the statements about the supply
@authorities(coalesce($on, date()), $authority)
WITH collect(DISTINCT x) AS listing
UNWIND listing AS x
MATCH (x)-[d:DESIGNATES]->(target:Actor)
WHERE NOT target IN listing AND @in-force-list(d)
WITH target, min(coalesce(d.valid_from, d.said_at)) AS listed, count(*) = count(d.valid_from) AS dated
MATCH (target)<-[r:SUPPLIES]-(s:Actor)
WHERE s <> target AND @of-kind(s) AND @trusted(r)
WITH target, listed, s, r, CASE
    WHEN r.valid_from >= listed OR r.valid_to >= listed THEN 'after'
    WHEN dated AND r.valid_to < listed THEN 'before'
    ELSE 'undated'
  END AS time
ORDER BY r.id
WITH target, listed, s, collect(r.id) AS statements, max(coalesce(r.valid_to, r.valid_from)) AS last,
  count(CASE time WHEN 'after' THEN 1 END) AS after, count(CASE time WHEN 'before' THEN 1 END) AS before,
  count(CASE time WHEN 'undated' THEN 1 END) AS undated, collect(DISTINCT CASE time WHEN 'after' THEN r.goods END) AS goods
WHERE after > 0 OR NOT $after
WITH * ORDER BY after DESC, s.name, s.id, target.name, target.id LIMIT $limit
RETURN target.id AS target, target.name AS target_name, listed, s.id AS supplier, s.name AS name, after, before, undated,
  goods AS goods_after, last, statements
ORDER BY after DESC, name, supplier, target_name, target
