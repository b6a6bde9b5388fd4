// How many triples of actors are balanced and how many unbalanced, and how many pairs are mixed.
//
// uses: signs, statements-of-source, sure, of-source, in-force
// Parameters
//   source: string = null — only this source's statements count. Example: "wagner-2023"
//   on: date = null — only statements in force on that date count. Example: 2023-01-20
// Columns
//   balanced: integer — triples whose three signs multiply to plus
//   unbalanced: integer — triples whose three signs multiply to minus: the tensions
//   mixed: integer — pairs with statements of both signs, which belong to no triple
// Scan: a count over the whole graph reads every actor once, from its index; with a source, only the actors it speaks of
//   (and every relationship, when sources have declared signed types of their own). Large graphs need a longer timeout.

@signs()
WITH plus, plus + minus AS signed
CALL (signed) {
  WITH $source AS source WHERE source IS NULL
  MATCH (a:Actor) WHERE a.id >= ''
  RETURN a
UNION
  WITH $source AS source, [t IN signed WHERE NOT t IN ['ALLY_OF', 'RIVAL_OF', 'SUPPLIES', 'DESIGNATES', 'LEADS', 'PART_OF', 'OWNS']] AS declared
  WHERE source IS NOT NULL
  CALL (source, declared) {
    @statements-of-source(source)
  }
  UNWIND [startNode(r), endNode(r)] AS a
  RETURN a
}
// Each pair is counted from its smaller id, each triple from its two smallest.
CALL (signed, plus, a) {
  MATCH (a)-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED)]-(b)
  WHERE b.id > a.id
      AND @sure(r) AND @of-source(r) AND @in-force(r)
  WITH signed, plus, a, b, collect(DISTINCT type(r) IN plus) AS ab
  CALL (signed, plus, a, b, ab) {
    WITH *, CASE WHEN COUNT { (a)--() } <= COUNT { (b)--() } THEN [a, b] ELSE [b, a] END AS pair
    WITH signed, plus, a, b, ab, pair[0] AS near, pair[1] AS far WHERE size(ab) = 1
    MATCH (near)-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED)]-(c)
    WHERE c.id > b.id
      AND @sure(r) AND @of-source(r) AND @in-force(r)
    WITH signed, plus, far, c, ab, collect(DISTINCT type(r) IN plus) AS one
    WHERE size(one) = 1
    CALL (signed, plus, far, c) {
      MATCH (c)-[r:!(DENIED|WITHDRAWN)]-(far)
      WHERE @sure(r) AND @of-source(r) AND @in-force(r)
      RETURN collect(DISTINCT type(r) IN plus) AS other
    }
    WITH size([s IN ab + one + other WHERE NOT s]) % 2 = 0 AS even WHERE size(other) = 1
    RETURN count(CASE WHEN even THEN 1 END) AS balanced, count(CASE WHEN NOT even THEN 1 END) AS unbalanced
  }
  RETURN sum(balanced) AS balanced, sum(unbalanced) AS unbalanced, count(CASE WHEN size(ab) = 2 THEN 1 END) AS mixed
}
RETURN sum(balanced) AS balanced, sum(unbalanced) AS unbalanced, sum(mixed) AS mixed
