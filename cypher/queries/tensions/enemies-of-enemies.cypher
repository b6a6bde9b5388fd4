// The enemies of an actor's enemies, and how the actor itself stands to them: likely friends, but for a sign of minus.
//
// Parameters
//   actor: string — the actor's id. Example: "wagner-2023:yevgeny-prigozhin"
//   types: list<string> = null — only these relationship types count. Example: ["ALLY_OF", "RIVAL_OF", "LEADS"]
//   on: date = null — only statements in force on that date count. Example: 2023-01-20
//   limit: integer = 100 — at most this many pairs of enemy and its enemy.
// Columns
//   enemy: string — the id of the enemy's enemy
//   name: string — its name
//   through: string — the enemy's id
//   through_name: string — its name
//   own_sign: integer — the actor's own sign with that third one: 1, -1, 0 when mixed, null when nothing is said
//   through_types: list<string> — the types of the statements between the actor and the enemy
//   enemy_types: list<string> — the types of those between the enemy and its enemy
//   statements: list<string> — the ids of both

// A pair's sign is that of its statements of confidence 0.5 or more, or unknown; a pair of both signs is neither.
WITH COLLECT { MATCH (t:EdgeType) WHERE t.name >= '' AND t.sign = 1 RETURN t.name } AS plus,
  COLLECT { MATCH (t:EdgeType) WHERE t.name >= '' AND t.sign = -1 RETURN t.name } AS minus
WITH plus, plus + minus AS signed
MATCH (a:Actor {id: $actor})
MATCH (a)-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED)]-(b)
WHERE a <> b AND type(r) IN signed AND coalesce(r.confidence, 1.0) >= 0.5
  AND ($types IS NULL OR type(r) IN $types)
  AND ($on IS NULL OR (coalesce(r.valid_from <= $on, true) AND coalesce(r.valid_to >= $on, true)))
WITH plus, signed, a, b, collect(r) AS first, collect(DISTINCT type(r) IN plus) AS signs
WHERE signs = [false]
MATCH (b)-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED)]-(c)
WHERE c <> a AND c <> b AND type(r) IN signed AND coalesce(r.confidence, 1.0) >= 0.5
  AND ($types IS NULL OR type(r) IN $types)
  AND ($on IS NULL OR (coalesce(r.valid_from <= $on, true) AND coalesce(r.valid_to >= $on, true)))
WITH plus, signed, a, b, c, first, collect(r) AS then, collect(DISTINCT type(r) IN plus) AS signs
WHERE signs = [false]
WITH plus, signed, a, b, c, first, then ORDER BY c.name, c.id, b.name, b.id LIMIT $limit
CALL (plus, signed, a, c) {
  MATCH (a)-[r:!(DENIED|WITHDRAWN)]-(c)
  WHERE type(r) IN signed AND coalesce(r.confidence, 1.0) >= 0.5
    AND ($types IS NULL OR type(r) IN $types)
    AND ($on IS NULL OR (coalesce(r.valid_from <= $on, true) AND coalesce(r.valid_to >= $on, true)))
  WITH collect(DISTINCT type(r) IN plus) AS signs
  RETURN CASE WHEN signs = [] THEN null WHEN signs = [true] THEN 1 WHEN signs = [false] THEN -1 ELSE 0 END AS own_sign
}
RETURN c.id AS enemy, c.name AS name, b.id AS through, b.name AS through_name, own_sign,
  COLLECT { UNWIND first AS r RETURN DISTINCT type(r) AS type ORDER BY type } AS through_types,
  COLLECT { UNWIND then AS r RETURN DISTINCT type(r) AS type ORDER BY type } AS enemy_types,
  COLLECT { UNWIND first + then AS r RETURN r.id AS id ORDER BY id } AS statements
ORDER BY name, enemy, through_name, through
