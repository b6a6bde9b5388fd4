// Chains of signed statements between two actors: friend or foe at the far end, when all of the chain held, its weakest link.
//
// uses: undated, walked, passed, latest, earliest
// asks: Friend or foe, by way of others: {from} and {to}, {on: today}?
// Parameters
//   from: actor — one actor's id. Example: "states:PRK"
//   to: actor — the other's id. Example: "wagner-2023:russian-ministry-of-defence"
//   polarity: integer(-1|1) = null — only chains of this sign, 1 or -1. Example: -1
//   on: date = null — each statement in force on that day; today without one. Example: 2023-01-20
//   ever: boolean = false — at any time, when no day is given.
//   undated: boolean = true — statements with neither date too, which may hold on any day.
//   sources: list<source> = null — only what these sources say. Example: ["wagner-2023"]
//   types: list<type> = null — only these relationship types. Example: ["SUPPLIES", "LEADS"]
//   sure: float(0..1) = 0.5 — at least so sure; one of unknown confidence passes.
//   designations: boolean = false — along designations too, and through the authorities that make them.
//   longest: integer(1..3) = 3 — at most this many steps.
//   limit: integer(0..2000) = 25 — at most this many chains.
// Columns
//   polarity: integer — the product of the statements' signs: 1 or -1
//   length: integer — how many steps
//   names: list<string> — the actors' names, from one end to the other
//   types: list<string> — the type of each step's statement
//   held_from: date? — the first day on which all of the statements held; null when none of them has one
//   held_to: date? — the last such day; null when none of them has one
//   together: boolean — whether there is a day on which all of them held; else the two dates cross
//   undated: integer — how many of the statements have neither date
//   weakest: statement — the id of the statement of least confidence; unknown counts as 1
//   weakest_confidence: float? — its confidence, when known
//   actors: list<actor> — the actors' ids
//   statements: list<statement> — the statements' ids

// Harary's sign of a path: the product of the signs of its lines (Cartwright & Harary 1956). Each branch has its own length.
WITH COLLECT { MATCH (t:EdgeType) WHERE t.name >= '' AND t.sign = 1 RETURN t.name } AS plus,
  COLLECT { MATCH (t:EdgeType) WHERE t.name >= '' AND t.sign = -1 RETURN t.name } AS minus
WITH plus, plus + minus AS signed
MATCH (x:Actor {id: $from})
MATCH (y:Actor {id: $to})
CALL (x, y, signed) {
  WITH x, y, signed WHERE $longest >= 1 AND x <> y
  MATCH (x)-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED) WHERE type(r) IN signed AND @walked(r)]-(y)
  RETURN [x, y] AS nodes, [r] AS chain
UNION ALL
  WITH x, y, signed WHERE $longest >= 2 AND x <> y
  MATCH (x)-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED) WHERE type(r) IN signed AND @walked(r)]-(a)
    -[s:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED) WHERE type(s) IN signed AND @walked(s)]-(y)
  WHERE a <> x AND a <> y AND @passed(a)
  RETURN [x, a, y] AS nodes, [r, s] AS chain
UNION ALL
  WITH x, y, signed WHERE $longest >= 3 AND x <> y
  MATCH (x)-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED) WHERE type(r) IN signed AND @walked(r)]-(a)
    -[s:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED) WHERE type(s) IN signed AND @walked(s)]-(b)
    -[q:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED) WHERE type(q) IN signed AND @walked(q)]-(y)
  WHERE a <> x AND a <> y AND b <> x AND b <> y AND a <> b AND @passed(a) AND @passed(b)
  RETURN [x, a, b, y] AS nodes, [r, s, q] AS chain
}
WITH nodes, chain, reduce(sign = 1, r IN chain | CASE WHEN type(r) IN plus THEN sign ELSE -sign END) AS sign
WHERE $polarity IS NULL OR sign = $polarity
WITH nodes, chain, sign,
  reduce(least = 1.0, r IN chain | CASE WHEN r.confidence < least THEN r.confidence ELSE least END) AS least,
  @latest([r IN chain | r.valid_from]) AS held_from,
  @earliest([r IN chain | r.valid_to]) AS held_to
ORDER BY size(chain), least DESC, reduce(ids = '', r IN chain | ids + r.id + ' ') LIMIT $limit
WITH *, [r IN chain WHERE coalesce(r.confidence, 1.0) = least][0] AS weak
RETURN sign AS polarity, size(chain) AS length, [n IN nodes | n.name] AS names, [r IN chain | type(r)] AS types,
  held_from, held_to, coalesce(held_from <= held_to, true) AS together, size([r IN chain WHERE @undated(r)]) AS undated,
  weak.id AS weakest, weak.confidence AS weakest_confidence,
  [n IN nodes | n.id] AS actors, [r IN chain | r.id] AS statements
ORDER BY length, least DESC, reduce(ids = '', id IN statements | ids + id + ' ')
