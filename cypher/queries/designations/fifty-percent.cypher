// Who is blocked without being listed: owned 50 percent or more, all told, by those whom an authority lists, or by such again.
//
// Parameters
//   authority: string — the authority's id. Example: "authorities:us-ofac"
//   on: date = null — listed and owned on that date. Example: 2023-01-26
//   limit: integer = 200 — at most this many actors.
// Columns
//   actor: string — the id of the one who is owned
//   name: string — its name
//   kind: string — person, organization, state, vessel, aircraft or other
//   steps: integer — how many steps away from the list, 1 to 4
//   share: float — what the blocked owners hold together
//   owners: list<string> — the ids of these owners
//   owner_names: list<string> — their names
//   unknown: integer — how many blocked owners there are whose share is not said; they add nothing to the sum

// OFAC's 50 Percent Rule (guidance of 13 August 2014): what blocked persons own in the aggregate counts, and what is so
// owned is blocked itself, so each round starts from what the last one found. Shares are not multiplied along a chain.
// The largest share counts where sources differ; what is doubtful, only announced, or said to be held indirectly doesn't.
MATCH (x:Actor {id: $authority})-[d:DESIGNATES]->(listed:Actor)
WHERE listed <> x AND d.stance = 'asserted'
  AND ($on IS NULL OR (coalesce(d.valid_from <= $on, true) AND coalesce(d.valid_to >= $on, true)))
WITH DISTINCT x, listed
WITH x, [] AS blocked, collect(listed) AS frontier, [] AS steps
// One step.
CALL (x, blocked, frontier) {
  UNWIND frontier AS above
  MATCH (above)-[r:OWNS]->(c:Actor)
  WHERE c <> above AND c <> x AND NOT c IN blocked AND NOT EXISTS {
    (x)-[d:DESIGNATES]->(c)
    WHERE d.stance = 'asserted' AND ($on IS NULL OR (coalesce(d.valid_from <= $on, true) AND coalesce(d.valid_to >= $on, true)))
  }
  WITH DISTINCT x, blocked, c
  CALL (x, blocked, c) {
    MATCH (c)<-[r:OWNS]-(owner:Actor)
    WHERE owner <> c AND coalesce(r.direct, true) AND coalesce(r.confidence, 1.0) >= 0.5 AND r.stance = 'asserted'
      AND ($on IS NULL OR (coalesce(r.valid_from <= $on, true) AND coalesce(r.valid_to >= $on, true)))
      AND (owner IN blocked OR EXISTS {
        (x)-[d:DESIGNATES]->(owner)
        WHERE d.stance = 'asserted' AND ($on IS NULL OR (coalesce(d.valid_from <= $on, true) AND coalesce(d.valid_to >= $on, true)))
      })
    WITH owner, max(r.share) AS share
    RETURN sum(share) AS total
  }
  WITH c WHERE round(total, 6) >= 0.5
  RETURN collect(c) AS found
}
WITH x, blocked + found AS blocked, found AS frontier, steps + [found] AS steps
// Two.
CALL (x, blocked, frontier) {
  UNWIND frontier AS above
  MATCH (above)-[r:OWNS]->(c:Actor)
  WHERE c <> above AND c <> x AND NOT c IN blocked AND NOT EXISTS {
    (x)-[d:DESIGNATES]->(c)
    WHERE d.stance = 'asserted' AND ($on IS NULL OR (coalesce(d.valid_from <= $on, true) AND coalesce(d.valid_to >= $on, true)))
  }
  WITH DISTINCT x, blocked, c
  CALL (x, blocked, c) {
    MATCH (c)<-[r:OWNS]-(owner:Actor)
    WHERE owner <> c AND coalesce(r.direct, true) AND coalesce(r.confidence, 1.0) >= 0.5 AND r.stance = 'asserted'
      AND ($on IS NULL OR (coalesce(r.valid_from <= $on, true) AND coalesce(r.valid_to >= $on, true)))
      AND (owner IN blocked OR EXISTS {
        (x)-[d:DESIGNATES]->(owner)
        WHERE d.stance = 'asserted' AND ($on IS NULL OR (coalesce(d.valid_from <= $on, true) AND coalesce(d.valid_to >= $on, true)))
      })
    WITH owner, max(r.share) AS share
    RETURN sum(share) AS total
  }
  WITH c WHERE round(total, 6) >= 0.5
  RETURN collect(c) AS found
}
WITH x, blocked + found AS blocked, found AS frontier, steps + [found] AS steps
// Three.
CALL (x, blocked, frontier) {
  UNWIND frontier AS above
  MATCH (above)-[r:OWNS]->(c:Actor)
  WHERE c <> above AND c <> x AND NOT c IN blocked AND NOT EXISTS {
    (x)-[d:DESIGNATES]->(c)
    WHERE d.stance = 'asserted' AND ($on IS NULL OR (coalesce(d.valid_from <= $on, true) AND coalesce(d.valid_to >= $on, true)))
  }
  WITH DISTINCT x, blocked, c
  CALL (x, blocked, c) {
    MATCH (c)<-[r:OWNS]-(owner:Actor)
    WHERE owner <> c AND coalesce(r.direct, true) AND coalesce(r.confidence, 1.0) >= 0.5 AND r.stance = 'asserted'
      AND ($on IS NULL OR (coalesce(r.valid_from <= $on, true) AND coalesce(r.valid_to >= $on, true)))
      AND (owner IN blocked OR EXISTS {
        (x)-[d:DESIGNATES]->(owner)
        WHERE d.stance = 'asserted' AND ($on IS NULL OR (coalesce(d.valid_from <= $on, true) AND coalesce(d.valid_to >= $on, true)))
      })
    WITH owner, max(r.share) AS share
    RETURN sum(share) AS total
  }
  WITH c WHERE round(total, 6) >= 0.5
  RETURN collect(c) AS found
}
WITH x, blocked + found AS blocked, found AS frontier, steps + [found] AS steps
// Four.
CALL (x, blocked, frontier) {
  UNWIND frontier AS above
  MATCH (above)-[r:OWNS]->(c:Actor)
  WHERE c <> above AND c <> x AND NOT c IN blocked AND NOT EXISTS {
    (x)-[d:DESIGNATES]->(c)
    WHERE d.stance = 'asserted' AND ($on IS NULL OR (coalesce(d.valid_from <= $on, true) AND coalesce(d.valid_to >= $on, true)))
  }
  WITH DISTINCT x, blocked, c
  CALL (x, blocked, c) {
    MATCH (c)<-[r:OWNS]-(owner:Actor)
    WHERE owner <> c AND coalesce(r.direct, true) AND coalesce(r.confidence, 1.0) >= 0.5 AND r.stance = 'asserted'
      AND ($on IS NULL OR (coalesce(r.valid_from <= $on, true) AND coalesce(r.valid_to >= $on, true)))
      AND (owner IN blocked OR EXISTS {
        (x)-[d:DESIGNATES]->(owner)
        WHERE d.stance = 'asserted' AND ($on IS NULL OR (coalesce(d.valid_from <= $on, true) AND coalesce(d.valid_to >= $on, true)))
      })
    WITH owner, max(r.share) AS share
    RETURN sum(share) AS total
  }
  WITH c WHERE round(total, 6) >= 0.5
  RETURN collect(c) AS found
}
WITH x, blocked + found AS blocked, found AS frontier, steps + [found] AS steps
UNWIND range(0, 3) AS step
UNWIND steps[step] AS c
CALL (x, blocked, c) {
  MATCH (c)<-[r:OWNS]-(owner:Actor)
  WHERE owner <> c AND coalesce(r.direct, true) AND coalesce(r.confidence, 1.0) >= 0.5 AND r.stance = 'asserted'
    AND ($on IS NULL OR (coalesce(r.valid_from <= $on, true) AND coalesce(r.valid_to >= $on, true)))
    AND (owner IN blocked OR EXISTS {
      (x)-[d:DESIGNATES]->(owner)
      WHERE d.stance = 'asserted' AND ($on IS NULL OR (coalesce(d.valid_from <= $on, true) AND coalesce(d.valid_to >= $on, true)))
    })
  WITH owner, max(r.share) AS share ORDER BY owner.name, owner.id
  RETURN sum(share) AS total, collect(owner) AS owners, count(*) - count(share) AS unknown
}
RETURN c.id AS actor, c.name AS name, c.kind AS kind, step + 1 AS steps, round(total, 6) AS share,
  [o IN owners | o.id] AS owners, [o IN owners | o.name] AS owner_names, unknown
ORDER BY steps, name, actor
LIMIT $limit
