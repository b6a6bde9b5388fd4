// How many triples of actors are balanced and how many unbalanced on one day, and how many pairs are mixed, under the filter.
//
// uses: signs, affirmed, type-said
// Parameters
//   filter: map — what the screen lets through. Example: {"hidden": [], "sources": [], "confidence": 0.0, "stances": [], "first": "2023-01-20", "last": "2023-01-20", "known": null, "undated": true}
// Columns
//   balanced: integer — triples whose three signs multiply to plus
//   unbalanced: integer — triples whose three signs multiply to minus: the tensions
//   undated: integer — of both, those with a side that has no date at all
//   mixed: integer — pairs with statements of both signs, which belong to no triple
// Scan: a count over the whole graph reads every actor once, from its index.

@signs()
WITH plus, plus + minus AS signed
MATCH (a:Actor) WHERE a.id >= ''
// Each pair is counted from its smaller id, each triple from its two smallest.
CALL (signed, plus, a) {
  MATCH (a)-[r:!(DENIED|DESCRIBES|PROPOSED)]-(b)
  WHERE b.id > a.id
    AND @type-said(r) IN signed AND coalesce(r.confidence, 1.0) >= 0.5 AND @affirmed(r)
  WITH signed, plus, a, b, collect(DISTINCT @type-said(r) IN plus) AS ab,
    max(CASE WHEN r.valid_from IS NULL AND r.valid_to IS NULL THEN 0 ELSE 1 END) AS ab_dated
  CALL (signed, plus, a, b, ab, ab_dated) {
    WITH *, CASE WHEN COUNT { (a)--() } <= COUNT { (b)--() } THEN [a, b] ELSE [b, a] END AS pair
    WITH signed, plus, b, ab, ab_dated, pair[0] AS near, pair[1] AS far WHERE size(ab) = 1
    MATCH (near)-[r:!(DENIED|DESCRIBES|PROPOSED)]-(c)
    WHERE c.id > b.id
      AND @type-said(r) IN signed AND coalesce(r.confidence, 1.0) >= 0.5 AND @affirmed(r)
    WITH signed, plus, far, c, ab, ab_dated, collect(DISTINCT @type-said(r) IN plus) AS one,
      max(CASE WHEN r.valid_from IS NULL AND r.valid_to IS NULL THEN 0 ELSE 1 END) AS one_dated
    WHERE size(one) = 1
    CALL (signed, plus, far, c) {
      MATCH (c)-[r:!(DENIED|DESCRIBES|PROPOSED)]-(far)
      WHERE @type-said(r) IN signed AND coalesce(r.confidence, 1.0) >= 0.5 AND @affirmed(r)
      RETURN collect(DISTINCT @type-said(r) IN plus) AS other,
        max(CASE WHEN r.valid_from IS NULL AND r.valid_to IS NULL THEN 0 ELSE 1 END) AS other_dated
    }
    WITH size([s IN ab + one + other WHERE NOT s]) % 2 = 0 AS even, ab_dated * one_dated * other_dated AS dated
    WHERE size(other) = 1
    RETURN count(CASE WHEN even THEN 1 END) AS balanced, count(CASE WHEN NOT even THEN 1 END) AS unbalanced,
      count(CASE WHEN dated = 0 THEN 1 END) AS undated
  }
  RETURN sum(balanced) AS balanced, sum(unbalanced) AS unbalanced, sum(undated) AS undated,
    count(CASE WHEN size(ab) = 2 THEN 1 END) AS mixed
}
RETURN sum(balanced) AS balanced, sum(unbalanced) AS unbalanced, sum(undated) AS undated, sum(mixed) AS mixed
