// Who is blocked without being listed: owned 50 percent or more, all told, by those whom an authority (its parts, those it is part of) lists, or by such again.
//
// uses: held-on, undated, on-edition, authorities, trusted
// empty: no actor on this list is said to own half of another
// repeat: until no new rows
// asks: Who is blocked by {authority} without being listed, {on: today}?
// Parameters
//   authority: actor — the authority's id. Example: "authorities:us-ofac"
//   on: date = null — listed and owned on that day; today without one. Example: 2023-01-26
//   undated: boolean = true — listings and ownerships with neither date too, which may hold on any day.
//   sources: list<source> = null — only what these sources say. Example: ["wagner-2023"]
//   sure: float(0..1) = 0.5 — at least so sure; one of unknown confidence passes.
//   limit: integer(0..) = 200 — at most this many actors, the fewest steps first.
// Columns
//   actor: actor — the id of the one who is owned
//   name: string — its name
//   kind: string — person, organization, state, vessel, aircraft or other
//   steps: integer — how many steps away from the list
//   share: float — what the blocked owners hold together
//   owners: list<actor> — the ids of these owners
//   owner_names: list<string> — their names
//   listed_by: list<string> — the names of the authorities that list an owner among these; empty where all are blocked by ownership
//   unknown: integer — how many blocked owners there are whose share is not said; they add nothing to the sum
//   undated: integer — how many blocked owners there are of whose ownership no date is said

// OFAC's 50 Percent Rule (guidance of 13 August 2014): what blocked persons own in the aggregate counts, and what is so
// owned is blocked itself, so each round starts from the list and from what was found before it. Shares are not multiplied
// along a chain. The largest share counts where sources differ; what is doubtful, only announced, or said to be held
// indirectly doesn't. By itself this is one round: `faultlines query` asks it until a round finds nobody new.
WITH coalesce($on, date()) AS day
@authorities(coalesce($on, date()), $authority)
WITH day, collect(DISTINCT x) AS listing
CALL (listing, day) {
  UNWIND listing AS x
  MATCH (x)-[d:DESIGNATES]->(owner:Actor)
  WHERE NOT owner IN listing AND d.stance = 'asserted' AND @trusted(d) AND @held-on(d, day)
    AND ($undated OR NOT @undated(d) OR @on-edition(d, day))
  RETURN owner
UNION
  UNWIND keys($found) AS id
  MATCH (owner:Actor {id: id})
  RETURN owner
}
MATCH (owner)-[r:OWNS]->(c:Actor)
WHERE owner <> c AND NOT c IN listing AND coalesce(r.direct, true) AND @trusted(r) AND r.stance = 'asserted'
  AND @held-on(r, day) AND ($undated OR NOT @undated(r))
WITH listing, day, c, owner, max(r.share) AS share, count(CASE WHEN NOT @undated(r) THEN 1 END) AS dated ORDER BY owner.name, owner.id
WITH listing, day, c, sum(share) AS total, collect(owner) AS owners, count(*) - count(share) AS unknown,
  count(CASE WHEN dated = 0 THEN 1 END) AS undated
WHERE round(total, 6) >= 0.5
  AND NOT EXISTS { MATCH (x)-[d:DESIGNATES]->(c) WHERE x IN listing AND d.stance = 'asserted' AND @held-on(d, day) }
RETURN c.id AS actor, c.name AS name, c.kind AS kind, coalesce($found[c.id], $round) AS steps, round(total, 6) AS share,
  [o IN owners | o.id] AS owners, [o IN owners | o.name] AS owner_names,
  COLLECT {
    UNWIND owners AS o
    MATCH (x)-[d:DESIGNATES]->(o)
    WHERE x IN listing AND d.stance = 'asserted' AND @held-on(d, day)
    RETURN DISTINCT x.name AS name ORDER BY name
  } AS listed_by, unknown,
  undated
ORDER BY steps, name, actor
