// What is supplied at each step of `way` as `goods`, and the statements that say so.
//
// uses: in-force
// Parameters
//   on: date — the day; null for any
CALL (way) {
  UNWIND range(0, size(way) - 2) AS step
  WITH step, way[step] AS giver, way[step + 1] AS taker
  CALL (giver, taker) {
    MATCH (giver)-[r:SUPPLIES]->(taker)
    WHERE @in-force(r)
    WITH r ORDER BY r.goods, r.id LIMIT 200
    RETURN collect(DISTINCT r.goods) AS named, collect(r.id) AS ids
  }
  WITH named, ids ORDER BY step
  RETURN collect(reduce(text = '', g IN named | CASE text WHEN '' THEN g ELSE text + '; ' + g END)) AS goods,
    reduce(all = [], i IN collect(ids) | all + i) AS statements
}
