// Pairs of actors with statements of both signs at the same time: allies and rivals at once.
//
// uses: signs, negative-pairs, sure, in-force, undated, span-asked, meets, sign-spans, last-span, undated-sides, pair-of-kind
// empty: no pair has statements of both signs at the same time
// asks: Who are allies and rivals at once, {on: at any time}?
// Parameters
//   kind: string(person|organization|state|vessel|aircraft|other) = null — only actors of this kind. Example: "state"
//   country: string = null — only pairs with an actor of this country, by its ISO 3166-1 alpha-3 code. Example: "RUS"
//   on: date = null — only statements in force on that day count. Example: 2023-01-20
//   ever: boolean = true — at any time, when no day is given; false means today.
//   undated: boolean = true — statements with neither date too, which may hold on any day.
//   sources: list<source> = null — only what these sources say. Example: ["wagner-2023"]
//   types: list<type> = null — only these relationship types. Example: ["SUPPLIES", "LEADS"]
//   sure: float(0..1) = 0.5 — at least so sure; one of unknown confidence passes.
//   limit: integer(0..) = 100 — at most this many pairs.
// Columns
//   a: actor — one actor's id
//   b: actor — the other's
//   a_name: string — the first actor's name
//   b_name: string — the second's
//   plus: list<statement> — the ids of the statements that tie them together
//   minus: list<statement> — the ids of those that set them apart
//   plus_types: list<string> — the types of the former
//   minus_types: list<string> — the types of the latter
//   held_from: date? — the first day of the last span in which both held; null when no day is said
//   held_to: date? — the span's last day; null while it lasts
//   spans: integer — how many such spans there are, with days between them on which it was otherwise
//   undated: integer — how many of the two sides have no dated statement behind them: so many may have held at another time
// Scan: every negative statement is read once, from its index on (source, statement); negative types that sources declare
//   beyond RIVAL_OF and DESIGNATES are looked for among all relationships, when there are such types.

@signs()
WITH plus, minus, plus + minus AS signed
CALL (minus) {
  @negative-pairs()
}
WITH DISTINCT plus, signed,
  CASE WHEN x.id < y.id THEN x ELSE y END AS a, CASE WHEN x.id < y.id THEN y ELSE x END AS b
WHERE a <> b AND @pair-of-kind(a, b)
CALL (signed, plus, a, b) {
  MATCH (a)-[r:!(DENIED|WITHDRAWN)]-(b)
  WHERE @sure(r) AND ($undated OR NOT @undated(r))
  WITH DISTINCT r ORDER BY type(r), r.id
  RETURN collect(r) AS said
}
WITH plus, a, b, said WHERE any(r IN said WHERE type(r) IN plus) AND any(r IN said WHERE NOT type(r) IN plus)
WITH plus, a, b, said, [span IN @sign-spans(said)
  WHERE span.sign = 0 AND @span-asked(span.since, span.until)] AS mixed WHERE size(mixed) > 0
WITH plus, a, b, said, @last-span(mixed) AS held ORDER BY a.name, b.name, a.id, b.id LIMIT $limit
WITH a, b, held, [r IN said WHERE @meets(r, held.since, held.until) AND @in-force(r)] AS behind, plus
WITH a, b, held, [r IN behind WHERE type(r) IN plus] AS ties, [r IN behind WHERE NOT type(r) IN plus] AS divides
RETURN a.id AS a, b.id AS b, a.name AS a_name, b.name AS b_name, [r IN ties | r.id] AS plus, [r IN divides | r.id] AS minus,
  COLLECT { UNWIND ties AS r RETURN DISTINCT type(r) AS type ORDER BY type } AS plus_types,
  COLLECT { UNWIND divides AS r RETURN DISTINCT type(r) AS type ORDER BY type } AS minus_types,
  held.since AS held_from, held.until AS held_to, held.spans AS spans, @undated-sides([ties, divides], held) AS undated
ORDER BY a_name, b_name, a, b
