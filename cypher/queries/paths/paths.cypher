// The shortest chains of statements between two actors, in any direction: one row for each chain of actors.
//
// uses: undated, walked, passed
// asks: How are {from} and {to} connected, {on: today}?
// Parameters
//   from: actor — one actor's id. Example: "states:PRK"
//   to: actor — the other's id. Example: "wagner-2023:vladimir-putin"
//   on: date = null — in force on that day; today without one. Example: 2023-01-20
//   ever: boolean = false — at any time, when no day is given.
//   undated: boolean = true — statements with neither date too, which may hold on any day.
//   sources: list<source> = null — only what these sources say. Example: ["wagner-2023"]
//   types: list<type> = null — only these relationship types. Example: ["SUPPLIES", "LEADS"]
//   sure: float(0..1) = 0.0 — at least so sure; one of unknown confidence passes.
//   designations: boolean = false — along designations too, and through the authorities that make them.
//   longest: integer(1..6) = 4 — at most this many steps; five or six only where there is no shorter chain.
//   limit: integer(0..1000) = 10 — at most this many chains, the shortest first.
// Columns
//   length: integer — how many steps
//   actors: list<actor> — the actors' ids, from one end to the other
//   names: list<string> — their names
//   types: list<string> — the type of each step's statement
//   statements: list<statement> — the id of each step's statement, the surest where there are several
//   undated: integer — how many of these statements have neither date
//   polarity: integer — the product of the statements' signs: 1, -1, or 0 when one has none

// Two actors on the list of one authority are not joined by it: neither designations nor authorities are passed unless
// asked for. Length by length, stopping as soon as there are enough; what two actors have in common is looked for from the one with
// fewer relationships, so no chain is ever followed through all that a busy actor touches.
MATCH (x:Actor {id: $from})
MATCH (y:Actor {id: $to})
WITH CASE WHEN COUNT { (x)--() } <= COUNT { (y)--() } THEN [x, y] ELSE [y, x] END AS ends
WITH ends[0] AS x, ends[1] AS y
WHERE x <> y AND $longest >= 1
// One step.
CALL (x, y) {
  MATCH (x)-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED)]-(y)
  WHERE @walked(r)
  WITH DISTINCT x, y
  RETURN collect([x, y]) AS ones
}
// Two.
CALL (x, y, ones) {
  WITH x, y, ones WHERE $longest >= 2 AND size(ones) < $limit
  CALL (x, y) {
    WITH CASE WHEN COUNT { (x)--() } <= COUNT { (y)--() } THEN [x, y] ELSE [y, x] END AS ends
    WITH ends[0] AS near, ends[1] AS far
    MATCH (near)-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED)]-(between)
    WHERE @walked(r)
    WITH DISTINCT between, far WHERE @passed(between)
    MATCH (between)-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED)]-(far)
    WHERE @walked(r)
    RETURN DISTINCT between AS a
  }
  WITH x, y, a WHERE a <> x AND a <> y
  WITH x, a, y ORDER BY a.id LIMIT $limit
  RETURN collect([x, a, y]) AS twos
}
// Three.
CALL (x, y, ones, twos) {
  WITH x, y WHERE $longest >= 3 AND size(ones) + size(twos) < $limit
  MATCH (x)-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED)]-(a)
  WHERE a <> x AND a <> y AND @walked(r)
  WITH DISTINCT x, y, a WHERE @passed(a)
  CALL (a, y) {
    WITH CASE WHEN COUNT { (a)--() } <= COUNT { (y)--() } THEN [a, y] ELSE [y, a] END AS ends
    WITH ends[0] AS near, ends[1] AS far
    MATCH (near)-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED)]-(between)
    WHERE @walked(r)
    WITH DISTINCT between, far WHERE @passed(between)
    MATCH (between)-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED)]-(far)
    WHERE @walked(r)
    RETURN DISTINCT between AS b
  }
  WITH x, a, b, y WHERE b <> x AND b <> a AND b <> y
  WITH x, a, b, y ORDER BY a.id, b.id LIMIT $limit
  RETURN collect([x, a, b, y]) AS threes
}
// Four.
CALL (x, y, ones, twos, threes) {
  WITH x, y WHERE $longest >= 4 AND size(ones) + size(twos) + size(threes) < $limit
  MATCH (x)-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED)]-(a)
  WHERE a <> x AND a <> y AND @walked(r)
  WITH DISTINCT x, y, a WHERE @passed(a)
  CALL (x, y, a) {
    MATCH (y)-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED)]-(c)
    WHERE c <> x AND c <> y AND c <> a AND @walked(r)
    WITH DISTINCT c WHERE @passed(c)
    RETURN c
  }
  CALL (a, c) {
    WITH CASE WHEN COUNT { (a)--() } <= COUNT { (c)--() } THEN [a, c] ELSE [c, a] END AS ends
    WITH ends[0] AS near, ends[1] AS far
    MATCH (near)-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED)]-(between)
    WHERE @walked(r)
    WITH DISTINCT between, far WHERE @passed(between)
    MATCH (between)-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED)]-(far)
    WHERE @walked(r)
    RETURN DISTINCT between AS b
  }
  WITH x, a, b, c, y WHERE b <> x AND b <> a AND b <> c AND b <> y
  WITH x, a, b, c, y ORDER BY a.id, b.id, c.id LIMIT $limit
  RETURN collect([x, a, b, c, y]) AS fours
}
WITH x, y, ones + twos + threes + fours AS chains
// Five or six.
CALL (x, y, chains) {
  WITH x, y WHERE $longest >= 5 AND size(chains) = 0
  MATCH p = allShortestPaths((x)-[*..6]-(y))
  WHERE all(r IN relationships(p) WHERE NOT type(r) IN ['DENIED', 'WITHDRAWN', 'DESCRIBES', 'PROPOSED']
    AND @walked(r))
    // As in `passed`; the server fails here on a subquery with a variable of its own.
    AND all(n IN nodes(p)[1..-1] WHERE $designations OR NOT EXISTS { (n)-[:DESIGNATES]->() })
  WITH p LIMIT 5000
  WITH nodes(p) AS nodes WHERE size(nodes) <= $longest + 1
  WITH DISTINCT nodes ORDER BY [n IN nodes | n.id] LIMIT $limit
  RETURN collect(nodes) AS more
}
UNWIND chains + more AS found
WITH CASE WHEN found[0].id = $from THEN found ELSE reverse(found) END AS nodes
ORDER BY size(nodes), [n IN nodes | n.id] LIMIT $limit
CALL (nodes) {
  UNWIND range(0, size(nodes) - 2) AS step
  WITH step, nodes[step] AS a, nodes[step + 1] AS b
  CALL (a, b) {
    MATCH (a)-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED)]-(b)
    WHERE @walked(r)
    RETURN r ORDER BY coalesce(r.confidence, 1.0) DESC, r.id LIMIT 1
  }
  MATCH (t:EdgeType {name: type(r)})
  WITH r, t ORDER BY step
  RETURN collect(type(r)) AS types, collect(r.id) AS statements,
    count(CASE WHEN @undated(r) THEN 1 END) AS undated, reduce(sign = 1, s IN collect(t.sign) | sign * s) AS polarity
}
RETURN size(nodes) - 1 AS length, [n IN nodes | n.id] AS actors, [n IN nodes | n.name] AS names,
  types, statements, undated, polarity
ORDER BY length, actors
