// Who is blocked without being listed: owned 50 percent or more, all told, by those whom an authority lists, or by such again.
//
// uses: held-on
// repeat: until no new rows
// Parameters
//   authority: string — the authority's id. Example: "authorities:us-ofac"
//   on: date = null — listed and owned on that date; today without one. Example: 2023-01-26
//   limit: integer = 200 — at most this many actors, the fewest steps first.
// Columns
//   actor: string — the id of the one who is owned
//   name: string — its name
//   kind: string — person, organization, state, vessel, aircraft or other
//   steps: integer — how many steps away from the list
//   share: float — what the blocked owners hold together
//   owners: list<string> — the ids of these owners
//   owner_names: list<string> — their names
//   unknown: integer — how many blocked owners there are whose share is not said; they add nothing to the sum

// OFAC's 50 Percent Rule (guidance of 13 August 2014): what blocked persons own in the aggregate counts, and what is so
// owned is blocked itself, so each round starts from the list and from what was found before it. Shares are not multiplied
// along a chain. The largest share counts where sources differ; what is doubtful, only announced, or said to be held
// indirectly doesn't. By itself this is one round: `faultlines query` asks it until a round finds nobody new.
WITH coalesce($on, date()) AS day
MATCH (x:Actor {id: $authority})
CALL (x, day) {
  MATCH (x)-[d:DESIGNATES]->(owner:Actor)
  WHERE owner <> x AND d.stance = 'asserted' AND @held-on(d, day)
  RETURN owner
UNION
  UNWIND keys($found) AS id
  MATCH (owner:Actor {id: id})
  RETURN owner
}
MATCH (owner)-[r:OWNS]->(c:Actor)
WHERE owner <> c AND c <> x AND coalesce(r.direct, true) AND coalesce(r.confidence, 1.0) >= 0.5 AND r.stance = 'asserted'
  AND @held-on(r, day)
WITH x, day, c, owner, max(r.share) AS share ORDER BY owner.name, owner.id
WITH x, day, c, sum(share) AS total, collect(owner) AS owners, count(*) - count(share) AS unknown
WHERE round(total, 6) >= 0.5
  AND NOT EXISTS { (x)-[d:DESIGNATES]->(c) WHERE d.stance = 'asserted' AND @held-on(d, day) }
RETURN c.id AS actor, c.name AS name, c.kind AS kind, coalesce($found[c.id], $round) AS steps, round(total, 6) AS share,
  [o IN owners | o.id] AS owners, [o IN owners | o.name] AS owner_names, unknown
ORDER BY steps, name, actor
