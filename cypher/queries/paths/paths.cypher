// The shortest chains of statements between two actors, in any direction: one row for each chain of actors.
//
// Parameters
//   from: string — one actor's id. Example: "states:PRK"
//   to: string — the other's id. Example: "wagner-2023:vladimir-putin"
//   types: list<string> = null — only these relationship types. Example: ["SUPPLIES", "LEADS"]
//   on: date = null — in force on that date. Example: 2023-01-20
//   longest: integer = 4 — at most this many steps, 1 to 6; five or six only where there is no shorter chain.
//   limit: integer = 10 — at most this many chains; which of more equally long ones is not said.
// Columns
//   length: integer — how many steps
//   actors: list<string> — the actors' ids, from one end to the other
//   names: list<string> — their names
//   types: list<string> — the type of each step's statement
//   statements: list<string> — the id of each step's statement, the surest where there are several
//   polarity: integer — the product of the statements' signs: 1, -1, or 0 when one has none

// Length by length, stopping as soon as there are enough; what two actors have in common is looked for from the one with
// fewer relationships, so no chain is ever followed through all that a busy actor touches.
MATCH (x:Actor {id: $from})
MATCH (y:Actor {id: $to})
WITH CASE WHEN COUNT { (x)--() } <= COUNT { (y)--() } THEN [x, y] ELSE [y, x] END AS ends
WITH ends[0] AS x, ends[1] AS y
WHERE x <> y AND $longest >= 1
// One step.
CALL (x, y) {
  MATCH (x)-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED)]-(y)
  WHERE ($types IS NULL OR type(r) IN $types)
    AND ($on IS NULL OR (coalesce(r.valid_from <= $on, true) AND coalesce(r.valid_to >= $on, true)))
  WITH DISTINCT x, y LIMIT $limit
  RETURN collect([x, y]) AS ones
}
// Two.
CALL (x, y, ones) {
  WITH x, y, ones WHERE $longest >= 2 AND size(ones) < $limit
  CALL (x, y) {
    WITH CASE WHEN COUNT { (x)--() } <= COUNT { (y)--() } THEN [x, y] ELSE [y, x] END AS ends
    WITH ends[0] AS near, ends[1] AS far
    MATCH (near)-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED)]-(between)
    WHERE ($types IS NULL OR type(r) IN $types)
      AND ($on IS NULL OR (coalesce(r.valid_from <= $on, true) AND coalesce(r.valid_to >= $on, true)))
    WITH DISTINCT between, far
    MATCH (between)-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED)]-(far)
    WHERE ($types IS NULL OR type(r) IN $types)
      AND ($on IS NULL OR (coalesce(r.valid_from <= $on, true) AND coalesce(r.valid_to >= $on, true)))
    RETURN DISTINCT between AS a
  }
  WITH x, y, a WHERE a <> x AND a <> y
  WITH x, a, y LIMIT $limit
  RETURN collect([x, a, y]) AS twos
}
// Three.
CALL (x, y, ones, twos) {
  WITH x, y WHERE $longest >= 3 AND size(ones) + size(twos) < $limit
  MATCH (x)-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED)]-(a)
  WHERE a <> x AND a <> y AND ($types IS NULL OR type(r) IN $types)
    AND ($on IS NULL OR (coalesce(r.valid_from <= $on, true) AND coalesce(r.valid_to >= $on, true)))
  WITH DISTINCT x, y, a
  CALL (a, y) {
    WITH CASE WHEN COUNT { (a)--() } <= COUNT { (y)--() } THEN [a, y] ELSE [y, a] END AS ends
    WITH ends[0] AS near, ends[1] AS far
    MATCH (near)-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED)]-(between)
    WHERE ($types IS NULL OR type(r) IN $types)
      AND ($on IS NULL OR (coalesce(r.valid_from <= $on, true) AND coalesce(r.valid_to >= $on, true)))
    WITH DISTINCT between, far
    MATCH (between)-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED)]-(far)
    WHERE ($types IS NULL OR type(r) IN $types)
      AND ($on IS NULL OR (coalesce(r.valid_from <= $on, true) AND coalesce(r.valid_to >= $on, true)))
    RETURN DISTINCT between AS b
  }
  WITH x, a, b, y WHERE b <> x AND b <> a AND b <> y
  WITH x, a, b, y LIMIT $limit
  RETURN collect([x, a, b, y]) AS threes
}
// Four.
CALL (x, y, ones, twos, threes) {
  WITH x, y WHERE $longest >= 4 AND size(ones) + size(twos) + size(threes) < $limit
  MATCH (x)-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED)]-(a)
  WHERE a <> x AND a <> y AND ($types IS NULL OR type(r) IN $types)
    AND ($on IS NULL OR (coalesce(r.valid_from <= $on, true) AND coalesce(r.valid_to >= $on, true)))
  WITH DISTINCT x, y, a
  CALL (x, y, a) {
    MATCH (y)-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED)]-(c)
    WHERE c <> x AND c <> y AND c <> a AND ($types IS NULL OR type(r) IN $types)
      AND ($on IS NULL OR (coalesce(r.valid_from <= $on, true) AND coalesce(r.valid_to >= $on, true)))
    RETURN DISTINCT c
  }
  CALL (a, c) {
    WITH CASE WHEN COUNT { (a)--() } <= COUNT { (c)--() } THEN [a, c] ELSE [c, a] END AS ends
    WITH ends[0] AS near, ends[1] AS far
    MATCH (near)-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED)]-(between)
    WHERE ($types IS NULL OR type(r) IN $types)
      AND ($on IS NULL OR (coalesce(r.valid_from <= $on, true) AND coalesce(r.valid_to >= $on, true)))
    WITH DISTINCT between, far
    MATCH (between)-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED)]-(far)
    WHERE ($types IS NULL OR type(r) IN $types)
      AND ($on IS NULL OR (coalesce(r.valid_from <= $on, true) AND coalesce(r.valid_to >= $on, true)))
    RETURN DISTINCT between AS b
  }
  WITH x, a, b, c, y WHERE b <> x AND b <> a AND b <> c AND b <> y
  WITH x, a, b, c, y LIMIT $limit
  RETURN collect([x, a, b, c, y]) AS fours
}
WITH x, y, ones + twos + threes + fours AS chains
// Five or six.
CALL (x, y, chains) {
  WITH x, y WHERE $longest >= 5 AND size(chains) = 0
  MATCH p = allShortestPaths((x)-[*..6]-(y))
  WHERE all(r IN relationships(p) WHERE NOT type(r) IN ['DENIED', 'WITHDRAWN', 'DESCRIBES', 'PROPOSED']
    AND ($types IS NULL OR type(r) IN $types)
    AND ($on IS NULL OR (coalesce(r.valid_from <= $on, true) AND coalesce(r.valid_to >= $on, true))))
  WITH p LIMIT 5000
  WITH nodes(p) AS nodes WHERE size(nodes) <= $longest + 1
  WITH DISTINCT nodes LIMIT $limit
  RETURN collect(nodes) AS more
}
UNWIND chains + more AS found
WITH CASE WHEN found[0].id = $from THEN found ELSE reverse(found) END AS nodes
ORDER BY size(nodes), reduce(ids = '', n IN nodes | ids + n.id + ' ') LIMIT $limit
CALL (nodes) {
  UNWIND range(0, size(nodes) - 2) AS step
  WITH step, nodes[step] AS a, nodes[step + 1] AS b
  CALL (a, b) {
    MATCH (a)-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED)]-(b)
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
