// Pairs of actors with statements of both signs: allies and rivals at once, or at different times.
//
// uses: signs, negative-pairs, sure, in-force
// Parameters
//   on: date = null — only statements in force on that date count. Example: 2023-01-20
//   limit: integer = 100 — at most this many pairs; which of more is not said.
// Columns
//   a: string — one actor's id
//   b: string — the other's
//   a_name: string — the first actor's name
//   b_name: string — the second's
//   plus: list<string> — the ids of the statements that tie them together
//   minus: list<string> — the ids of those that set them apart
//   plus_types: list<string> — the types of the former
//   minus_types: list<string> — the types of the latter
// Scan: every negative statement is read once, from its index on (source, statement); negative types that sources declare
//   beyond RIVAL_OF and DESIGNATES are looked for among all relationships, when there are such types.

@signs()
WITH plus, minus, plus + minus AS signed
CALL (minus) {
  @negative-pairs()
}
WITH DISTINCT plus, signed,
  CASE WHEN x.id < y.id THEN x ELSE y END AS a, CASE WHEN x.id < y.id THEN y ELSE x END AS b
WHERE a <> b
CALL (signed, plus, a, b) {
  MATCH (a)-[r:!(DENIED|WITHDRAWN)]-(b)
  WHERE @sure(r) AND @in-force(r)
  WITH type(r) AS type, type(r) IN plus AS positive, r.id AS id ORDER BY type, id
  RETURN collect(CASE WHEN positive THEN id END) AS plus_ids, collect(CASE WHEN NOT positive THEN id END) AS minus_ids,
    collect(DISTINCT CASE WHEN positive THEN type END) AS plus_types,
    collect(DISTINCT CASE WHEN NOT positive THEN type END) AS minus_types
}
WITH a, b, plus_ids, minus_ids, plus_types, minus_types
WHERE size(plus_ids) > 0 AND size(minus_ids) > 0
LIMIT $limit
RETURN a.id AS a, b.id AS b, a.name AS a_name, b.name AS b_name, plus_ids AS plus, minus_ids AS minus,
  plus_types, minus_types
ORDER BY a_name, b_name, a, b
