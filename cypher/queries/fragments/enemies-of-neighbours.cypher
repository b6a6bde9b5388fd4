// The enemies `c` of an actor's neighbours `b`, with the statements of both steps and the actor's own sign with them.
//
// uses: signs, sure, undated, walked, of-kind
// Arguments
//   tied — whether the neighbours are allies or enemies
// Parameters
//   actor: string — the actor's id
//   on: date — the day; null for today
//   ever: boolean — at any time, when no day is given
//   undated: boolean — statements with neither date too
//   sources: list<string> — only these sources' statements; null for all
//   types: list<string> — only these types; null for all
//   sure: float — at least so sure; one of unknown confidence passes
//   kind: string — only enemies of this kind; null for any
//   country: string — only enemies of this country; null for any
//   designations: boolean — designations too
//   limit: integer — at most this many pairs
@signs()
WITH plus, plus + minus AS signed
MATCH (a:Actor {id: $actor})
MATCH (a)-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED)]-(b)
WHERE a <> b AND @sure(r)
  AND @walked(r)
WITH plus, signed, a, b, collect(r) AS first, collect(DISTINCT type(r) IN plus) AS signs
WHERE signs = [@tied]
MATCH (b)-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED)]-(c)
WHERE c <> a AND c <> b AND @sure(r) AND @of-kind(c)
  AND @walked(r)
WITH plus, signed, a, b, c, first, collect(r) AS then, collect(DISTINCT type(r) IN plus) AS signs
WHERE signs = [false]
WITH plus, signed, a, b, c, first, then ORDER BY c.name, c.id, b.name, b.id LIMIT $limit
CALL (plus, signed, a, c) {
  MATCH (a)-[r:!(DENIED|WITHDRAWN)]-(c)
  WHERE @sure(r)
    AND @walked(r)
  WITH collect(DISTINCT type(r) IN plus) AS signs
  RETURN CASE WHEN signs = [] THEN null WHEN signs = [true] THEN 1 WHEN signs = [false] THEN -1 ELSE 0 END AS own_sign
}
RETURN c.id AS enemy, c.name AS name, b.id AS through, b.name AS through_name, own_sign,
  COLLECT { UNWIND first AS r RETURN DISTINCT type(r) AS type ORDER BY type } AS through_types,
  COLLECT { UNWIND then AS r RETURN DISTINCT type(r) AS type ORDER BY type } AS enemy_types,
  size([r IN first + then WHERE @undated(r)]) AS undated,
  COLLECT { UNWIND first + then AS r RETURN r.id AS id ORDER BY id } AS statements
ORDER BY name, enemy, through_name, through
