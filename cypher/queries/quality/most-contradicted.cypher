// The actors of whom the most is in dispute: denials that speak of them, and pairs in which they are ally and rival at once.
//
// uses: signs, negative-pairs, sure, meets, of-types
// asks: Who is contradicted the most?
// Parameters
//   sources: list<source> = null — only what these sources say. Example: ["wagner-2023"]
//   types: list<type> = null — only these relationship types. Example: ["SUPPLIES", "LEADS"]
//   sure: float(0..1) = 0.5 — at least so sure; one of unknown confidence passes.
//   limit: integer(0..) = 25 — at most this many actors.
// Columns
//   actor: actor — the actor's id
//   name: string — its name
//   kind: string — person, organization, state, vessel, aircraft or other
//   disputes: integer — denials and mixed pairs together
//   denials: integer — how many denials speak of it
//   mixed: integer — how many other actors it has statements of both signs with, for the same time
// Scan: every denial and every negative statement is read once, from its index on (source, statement); negative types that
//   sources declare beyond RIVAL_OF and DESIGNATES are looked for among all relationships, when there are such types.

@signs()
WITH plus, minus, plus + minus AS signed
CALL (plus, minus, signed) {
  MATCH (x:Actor)-[d:DENIED]->(y:Actor) USING INDEX d:DENIED(source, statement)
  WHERE d.source >= '' AND d.statement IS NOT NULL AND x <> y AND @of-types(d) AND ($sources IS NULL OR d.source IN $sources)
  UNWIND [x, y] AS actor
  RETURN actor, 1 AS denial
UNION ALL
  WITH plus, minus, signed
  CALL (minus) {
    @negative-pairs()
  }
  WITH DISTINCT plus, signed, CASE WHEN x.id < y.id THEN x ELSE y END AS a, CASE WHEN x.id < y.id THEN y ELSE x END AS b
  WHERE a <> b
  CALL (plus, signed, a, b) {
    MATCH (a)-[r:!(DENIED|WITHDRAWN)]-(b)
    WHERE @sure(r)
    WITH r, type(r) IN plus AS positive
    RETURN collect(CASE WHEN positive THEN r END) AS ties, collect(CASE WHEN NOT positive THEN r END) AS divides
  }
  WITH a, b, ties, divides
  WHERE any(r IN ties WHERE any(s IN divides WHERE @meets(r, s.valid_from, s.valid_to)))
  UNWIND [a, b] AS actor
  RETURN actor, 0 AS denial
}
WITH actor, sum(denial) AS denials, sum(1 - denial) AS mixed
RETURN actor.id AS actor, actor.name AS name, actor.kind AS kind, denials + mixed AS disputes, denials, mixed
ORDER BY disputes DESC, name, actor
LIMIT $limit
