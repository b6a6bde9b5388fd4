// Chains of at most four statements between two actors under the filter, past neither authorities nor designations.
//
// uses: trodden, middles, type-said
// Parameters
//   from: string — one actor's id. Example: "states:PRK"
//   to: string — the other's id. Example: "wagner-2023:vladimir-putin"
//   filter: map — what the screen lets through. Example: {"hidden": [], "sources": [], "confidence": 0.0, "stances": [], "first": "2023-01-20", "last": "2023-01-20", "known": null, "undated": true}
//   limit: integer = 10 — at most this many chains, the shortest first, then by names.
//   most: integer = 500 — chains of one length that are looked at.
// Columns
//   length: integer — how many steps
//   actors: list<string> — the actors' ids, from one end to the other
//   names: list<string> — their names
//   types: list<string> — the type of each step's statement
//   statements: list<string> — the id of each step's statement, the surest where there are several
//   subjects: list<string> — the id of each step's subject
//   polarity: integer — the product of the statements' signs: 1, -1, or 0 when one has none
//   total: integer — how many chains were found; more are possible when one length has as many as are looked at

// Length by length, stopping as soon as there are enough.
MATCH (x:Actor {id: $from})
MATCH (y:Actor {id: $to})
WITH CASE WHEN COUNT { (x)--() } <= COUNT { (y)--() } THEN [x, y] ELSE [y, x] END AS ends
WITH ends[0] AS x, ends[1] AS y WHERE x <> y
CALL (x, y) {
  MATCH (x)-[r:!(DENIED|DESCRIBES|PROPOSED)]-(y)
  WHERE @trodden(r)
  WITH DISTINCT x, y
  RETURN collect([x, y]) AS ones
}
CALL (x, y) {
  CALL (x, y) {
    @middles(x, y)
  }
  WITH x, y, m WHERE m <> x AND m <> y
  WITH [x, m, y] AS chain LIMIT $most
  RETURN collect(chain) AS twos
}
CALL (x, y, ones, twos) {
  WITH x, y WHERE size(ones) + size(twos) < $limit
  MATCH (x)-[r:!(DENIED|DESCRIBES|PROPOSED)]-(a)
  WHERE a <> x AND a <> y AND @trodden(r) AND NOT EXISTS { (a)-[:DESIGNATES]->() }
  WITH DISTINCT x, y, a
  CALL (a, y) {
    @middles(a, y)
  }
  WITH x, a, m, y WHERE m <> x AND m <> a AND m <> y
  WITH [x, a, m, y] AS chain LIMIT $most
  RETURN collect(chain) AS threes
}
CALL (x, y, ones, twos, threes) {
  WITH x, y WHERE size(ones) + size(twos) + size(threes) < $limit
  MATCH (x)-[r:!(DENIED|DESCRIBES|PROPOSED)]-(a)
  WHERE a <> x AND a <> y AND @trodden(r) AND NOT EXISTS { (a)-[:DESIGNATES]->() }
  WITH DISTINCT x, y, a
  CALL (x, y, a) {
    MATCH (y)-[r:!(DENIED|DESCRIBES|PROPOSED)]-(c)
    WHERE c <> x AND c <> y AND c <> a AND @trodden(r) AND NOT EXISTS { (c)-[:DESIGNATES]->() }
    RETURN DISTINCT c
  }
  CALL (a, c) {
    @middles(a, c)
  }
  WITH x, a, m, c, y WHERE m <> x AND m <> a AND m <> c AND m <> y
  WITH [x, a, m, c, y] AS chain LIMIT $most
  RETURN collect(chain) AS fours
}
WITH ones + twos + threes + fours AS chains
WITH chains, size(chains) AS total
UNWIND chains AS found
WITH total, CASE WHEN found[0].id = $from THEN found ELSE reverse(found) END AS nodes
ORDER BY size(nodes), reduce(names = '', n IN nodes | names + n.name + ' '), reduce(ids = '', n IN nodes | ids + n.id + ' ')
LIMIT $limit
CALL (nodes) {
  UNWIND range(0, size(nodes) - 2) AS step
  WITH step, nodes[step] AS a, nodes[step + 1] AS b
  CALL (a, b) {
    MATCH (a)-[r:!(DENIED|DESCRIBES|PROPOSED)]-(b)
    WHERE @trodden(r)
    RETURN r, @type-said(r) AS type ORDER BY coalesce(r.confidence, 1.0) DESC, r.id LIMIT 1
  }
  MATCH (t:EdgeType {name: type})
  WITH r, t, type ORDER BY step
  RETURN collect(type) AS types, collect(r.id) AS statements, collect(startNode(r).id) AS subjects,
    reduce(sign = 1, s IN collect(t.sign) | sign * s) AS polarity
}
RETURN size(nodes) - 1 AS length, [n IN nodes | n.id] AS actors, [n IN nodes | n.name] AS names,
  types, statements, subjects, polarity, total
ORDER BY length, names, actors
