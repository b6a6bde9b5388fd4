// How many triples of actors are balanced and how many unbalanced at some time, and how many pairs are mixed.
//
// uses: signs, statements-of-source, sure, of-source, in-force, undated, sign-spans, shared-spans, last-span, span-asked, undated-sides, pair-of-kind
// asks: How many triangles are balanced, how many are not, {on: at any time}?
// Parameters
//   source: source = null — only this source's statements count. Example: "wagner-2023"
//   kind: string(person|organization|state|vessel|aircraft|other) = null — only actors of this kind. Example: "state"
//   country: string = null — only triples, and pairs, with an actor of this country, by its ISO 3166-1 alpha-3 code. Example: "RUS"
//   on: date = null — only statements in force on that day count. Example: 2023-01-20
//   ever: boolean = true — at any time, when no day is given; false means today.
//   undated: boolean = true — statements with neither date too, which may hold on any day.
//   sources: list<source> = null — only what these sources say. Example: ["wagner-2023"]
//   types: list<type> = null — only these relationship types. Example: ["SUPPLIES", "LEADS"]
//   sure: float(0..1) = 0.5 — at least so sure; one of unknown confidence passes.
// Columns
//   balanced: integer — triples whose three signs multiply to plus on some day
//   unbalanced: integer — triples whose three signs multiply to minus on some day: the tensions
//   undated: integer — of these, the triples of which some side has no dated statement behind it
//   mixed: integer — pairs with statements of both signs at the same time, which then belong to no triple
// Scan: a count over the whole graph reads every actor once, from its index; with a source, only the actors it speaks of
//   (and every relationship, when sources have declared signed types of their own). Large graphs need a longer timeout.

@signs()
WITH plus, plus + minus AS signed
CALL (signed) {
  WITH $source AS source WHERE source IS NULL
  MATCH (a:Actor) WHERE a.id >= '' AND ($kind IS NULL OR a.kind = $kind)
  RETURN a
UNION
  WITH $source AS source, [t IN signed WHERE NOT t IN ['ALLY_OF', 'RIVAL_OF', 'SUPPLIES', 'DESIGNATES', 'LEADS', 'PART_OF', 'OWNS']] AS declared
  WHERE source IS NOT NULL
  CALL (source, declared) {
    @statements-of-source(source)
  }
  UNWIND [startNode(r), endNode(r)] AS a
  WITH a WHERE $kind IS NULL OR a.kind = $kind
  RETURN a
}
// Each pair is counted from its smaller id, each triple from its two smallest.
CALL (signed, plus, a) {
  MATCH (a)-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED)]-(b)
  WHERE b.id > a.id AND ($kind IS NULL OR b.kind = $kind)
    AND @sure(r) AND @of-source(r) AND ($undated OR NOT @undated(r))
  WITH signed, plus, a, b, collect(r) AS first
  WITH signed, plus, a, b, first, @sign-spans(first) AS ab
  CALL (signed, plus, a, b, first, ab) {
    WITH *, CASE WHEN COUNT { (a)--() } <= COUNT { (b)--() } THEN [a, b] ELSE [b, a] END AS pair
    WITH signed, plus, a, b, first, ab, pair[0] AS near, pair[1] AS far WHERE any(span IN ab WHERE span.sign <> 0)
    MATCH (near)-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED)]-(c)
    WHERE c.id > b.id AND ($kind IS NULL OR c.kind = $kind)
      AND ($country IS NULL OR $country IN c.countries OR $country IN a.countries OR $country IN b.countries)
      AND @sure(r) AND @of-source(r) AND ($undated OR NOT @undated(r))
    WITH signed, plus, far, c, first, ab, collect(r) AS second
    CALL (signed, far, c) {
      MATCH (c)-[r:!(DENIED|WITHDRAWN)]-(far)
      WHERE @sure(r) AND @of-source(r) AND ($undated OR NOT @undated(r))
      RETURN collect(r) AS third
    }
    WITH plus, first, second, third, ab WHERE size(third) > 0
    WITH first, second, third, ab, @sign-spans(second) AS bc, @sign-spans(third) AS ca
    WITH first, second, third, @shared-spans(ab, bc, ca) AS shared
    WITH first, second, third, any(span IN shared WHERE span.sign = 1) AS even, [span IN shared WHERE span.sign = -1] AS odd
    WITH even, @last-span(odd) AS held, [side IN [first, second, third] WHERE size(odd) > 0 | [r IN side WHERE @in-force(r)]] AS sides
    WITH even, held IS NOT NULL AS tense, @undated-sides(sides, held) AS dateless
    RETURN count(CASE WHEN even THEN 1 END) AS balanced, count(CASE WHEN tense THEN 1 END) AS unbalanced,
      count(CASE WHEN dateless > 0 THEN 1 END) AS undated
  }
  RETURN sum(balanced) AS balanced, sum(unbalanced) AS unbalanced, sum(undated) AS undated,
    count(CASE WHEN @pair-of-kind(a, b) AND any(span IN ab WHERE span.sign = 0 AND @span-asked(span.since, span.until)) THEN 1 END) AS mixed
}
RETURN sum(balanced) AS balanced, sum(unbalanced) AS unbalanced, sum(undated) AS undated, sum(mixed) AS mixed
