// Chains of signed statements between two actors: friend or foe at the far end, when all of the chain held, its weakest link.
//
// Parameters
//   from: string — one actor's id. Example: "states:PRK"
//   to: string — the other's id. Example: "wagner-2023:russian-ministry-of-defence"
//   polarity: integer = null — only chains of this sign, 1 or -1. Example: -1
//   on: date = null — each statement in force on that date. Example: 2023-01-20
//   sure: float = 0.5 — each statement at least so sure; one of unknown confidence passes.
//   longest: integer = 3 — at most this many steps, 1 to 3.
//   limit: integer = 25 — at most this many chains.
// Columns
//   polarity: integer — the product of the statements' signs: 1 or -1
//   length: integer — how many steps
//   names: list<string> — the actors' names, from one end to the other
//   types: list<string> — the type of each step's statement
//   held_from: date? — the first day on which all of the statements held; null when none of them has one
//   held_to: date? — the last such day; null when none of them has one
//   together: boolean — whether there is a day on which all of them held; else the two dates cross
//   weakest: string — the id of the statement of least confidence; unknown counts as 1
//   weakest_confidence: float? — its confidence, when known
//   actors: list<string> — the actors' ids
//   statements: list<string> — the statements' ids

// Harary's sign of a path: the product of the signs of its lines (Cartwright & Harary 1956). Each branch has its own length.
WITH COLLECT { MATCH (t:EdgeType) WHERE t.name >= '' AND t.sign = 1 RETURN t.name } AS plus,
  COLLECT { MATCH (t:EdgeType) WHERE t.name >= '' AND t.sign = -1 RETURN t.name } AS minus
WITH plus, plus + minus AS signed
MATCH (x:Actor {id: $from})
MATCH (y:Actor {id: $to})
CALL (x, y, signed) {
  WITH x, y, signed WHERE $longest >= 1 AND x <> y
  MATCH (x)-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED) WHERE type(r) IN signed AND coalesce(r.confidence, 1.0) >= $sure
    AND ($on IS NULL OR (coalesce(r.valid_from <= $on, true) AND coalesce(r.valid_to >= $on, true)))]-(y)
  RETURN [x, y] AS nodes, [r] AS chain
UNION ALL
  WITH x, y, signed WHERE $longest >= 2 AND x <> y
  MATCH (x)-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED) WHERE type(r) IN signed AND coalesce(r.confidence, 1.0) >= $sure
    AND ($on IS NULL OR (coalesce(r.valid_from <= $on, true) AND coalesce(r.valid_to >= $on, true)))]-(a)
    -[s:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED) WHERE type(s) IN signed AND coalesce(s.confidence, 1.0) >= $sure
    AND ($on IS NULL OR (coalesce(s.valid_from <= $on, true) AND coalesce(s.valid_to >= $on, true)))]-(y)
  WHERE a <> x AND a <> y
  RETURN [x, a, y] AS nodes, [r, s] AS chain
UNION ALL
  WITH x, y, signed WHERE $longest >= 3 AND x <> y
  MATCH (x)-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED) WHERE type(r) IN signed AND coalesce(r.confidence, 1.0) >= $sure
    AND ($on IS NULL OR (coalesce(r.valid_from <= $on, true) AND coalesce(r.valid_to >= $on, true)))]-(a)
    -[s:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED) WHERE type(s) IN signed AND coalesce(s.confidence, 1.0) >= $sure
    AND ($on IS NULL OR (coalesce(s.valid_from <= $on, true) AND coalesce(s.valid_to >= $on, true)))]-(b)
    -[q:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED) WHERE type(q) IN signed AND coalesce(q.confidence, 1.0) >= $sure
    AND ($on IS NULL OR (coalesce(q.valid_from <= $on, true) AND coalesce(q.valid_to >= $on, true)))]-(y)
  WHERE a <> x AND a <> y AND b <> x AND b <> y AND a <> b
  RETURN [x, a, b, y] AS nodes, [r, s, q] AS chain
}
WITH nodes, chain, reduce(sign = 1, r IN chain | CASE WHEN type(r) IN plus THEN sign ELSE -sign END) AS sign
WHERE $polarity IS NULL OR sign = $polarity
WITH nodes, chain, sign,
  reduce(least = 1.0, r IN chain | CASE WHEN r.confidence < least THEN r.confidence ELSE least END) AS least,
  reduce(day = null, r IN chain | CASE WHEN day IS NULL OR r.valid_from > day THEN coalesce(r.valid_from, day) ELSE day END) AS held_from,
  reduce(day = null, r IN chain | CASE WHEN day IS NULL OR r.valid_to < day THEN coalesce(r.valid_to, day) ELSE day END) AS held_to
ORDER BY size(chain), least DESC, reduce(ids = '', r IN chain | ids + r.id + ' ') LIMIT $limit
WITH *, [r IN chain WHERE coalesce(r.confidence, 1.0) = least][0] AS weak
RETURN sign AS polarity, size(chain) AS length, [n IN nodes | n.name] AS names, [r IN chain | type(r)] AS types,
  held_from, held_to, coalesce(held_from <= held_to, true) AS together,
  weak.id AS weakest, weak.confidence AS weakest_confidence,
  [n IN nodes | n.id] AS actors, [r IN chain | r.id] AS statements
ORDER BY length, least DESC, reduce(ids = '', id IN statements | ids + id + ' ')
