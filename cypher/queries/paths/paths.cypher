// The shortest chains of statements between two actors, in any direction: one row for each chain of actors.
//
// Parameters
//   from: string — one actor's id. Example: "states:PRK"
//   to: string — the other's id. Example: "wagner-2023:vladimir-putin"
//   types: list<string> = null — only these relationship types. Example: ["SUPPLIES", "LEADS"]
//   on: date = null — in force on that date. Example: 2023-01-20
//   longest: integer = 4 — at most this many steps, 1 to 6.
//   limit: integer = 10 — at most this many chains.
// Columns
//   length: integer — how many steps
//   actors: list<string> — the actors' ids, from one end to the other
//   names: list<string> — their names
//   types: list<string> — the type of each step's statement
//   statements: list<string> — the id of each step's statement, the surest where there are several
//   polarity: integer — the product of the statements' signs: 1, -1, or 0 when one has none

// The 200 shortest trails of statements are looked for, from both ends at once; each branch has its own bound.
MATCH (x:Actor {id: $from})
MATCH (y:Actor {id: $to})
WITH x, y WHERE x <> y
CALL (x, y) {
  WITH x, y WHERE $longest = 1
  MATCH p = SHORTEST 200 (x)(()-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED)
    WHERE ($types IS NULL OR type(r) IN $types)
      AND ($on IS NULL OR (coalesce(r.valid_from <= $on, true) AND coalesce(r.valid_to >= $on, true)))
  ]-(:Actor)){1,1}(y)
  RETURN p
UNION
  WITH x, y WHERE $longest = 2
  MATCH p = SHORTEST 200 (x)(()-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED)
    WHERE ($types IS NULL OR type(r) IN $types)
      AND ($on IS NULL OR (coalesce(r.valid_from <= $on, true) AND coalesce(r.valid_to >= $on, true)))
  ]-(:Actor)){1,2}(y)
  RETURN p
UNION
  WITH x, y WHERE $longest = 3
  MATCH p = SHORTEST 200 (x)(()-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED)
    WHERE ($types IS NULL OR type(r) IN $types)
      AND ($on IS NULL OR (coalesce(r.valid_from <= $on, true) AND coalesce(r.valid_to >= $on, true)))
  ]-(:Actor)){1,3}(y)
  RETURN p
UNION
  WITH x, y WHERE $longest = 4
  MATCH p = SHORTEST 200 (x)(()-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED)
    WHERE ($types IS NULL OR type(r) IN $types)
      AND ($on IS NULL OR (coalesce(r.valid_from <= $on, true) AND coalesce(r.valid_to >= $on, true)))
  ]-(:Actor)){1,4}(y)
  RETURN p
UNION
  WITH x, y WHERE $longest = 5
  MATCH p = SHORTEST 200 (x)(()-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED)
    WHERE ($types IS NULL OR type(r) IN $types)
      AND ($on IS NULL OR (coalesce(r.valid_from <= $on, true) AND coalesce(r.valid_to >= $on, true)))
  ]-(:Actor)){1,5}(y)
  RETURN p
UNION
  WITH x, y WHERE $longest >= 6
  MATCH p = SHORTEST 200 (x)(()-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED)
    WHERE ($types IS NULL OR type(r) IN $types)
      AND ($on IS NULL OR (coalesce(r.valid_from <= $on, true) AND coalesce(r.valid_to >= $on, true)))
  ]-(:Actor)){1,6}(y)
  RETURN p
}
WITH p, nodes(p) AS nodes
WHERE all(n IN nodes WHERE single(m IN nodes WHERE m = n))
WITH DISTINCT nodes
ORDER BY size(nodes), reduce(ids = '', n IN nodes | ids + n.id + ' ') LIMIT $limit
CALL (nodes) {
  UNWIND range(0, size(nodes) - 2) AS step
  WITH step, nodes[step] AS a, nodes[step + 1] AS b
  CALL (a, b) {
    MATCH (a)-[r:!(DENIED|WITHDRAWN)]-(b)
    WHERE ($types IS NULL OR type(r) IN $types)
      AND ($on IS NULL OR (coalesce(r.valid_from <= $on, true) AND coalesce(r.valid_to >= $on, true)))
    RETURN r ORDER BY coalesce(r.confidence, 1.0) DESC, r.id LIMIT 1
  }
  MATCH (t:EdgeType {name: type(r)})
  WITH r, t ORDER BY step
  RETURN collect(type(r)) AS types, collect(r.id) AS statements, reduce(sign = 1, s IN collect(t.sign) | sign * s) AS polarity
}
RETURN size(nodes) - 1 AS length, [n IN nodes | n.id] AS actors, [n IN nodes | n.name] AS names,
  types, statements, polarity
ORDER BY length, actors
