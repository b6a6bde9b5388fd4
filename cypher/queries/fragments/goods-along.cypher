// What is supplied at each step of `way` as `goods`, the statements that say so, and how many are `undated`.
//
// uses: stands, undated
// Parameters
//   on: date — the day; null for today
//   ever: boolean — at any time, when no day is given
//   undated: boolean — statements with neither date too
//   sources: list<string> — only these sources' statements; null for all
//   sure: float — at least so sure; one of unknown confidence passes
CALL (way) {
  UNWIND range(0, size(way) - 2) AS step
  WITH step, way[step] AS giver, way[step + 1] AS taker
  CALL (giver, taker) {
    MATCH (giver)-[r:SUPPLIES]->(taker)
    WHERE @stands(r)
    WITH r ORDER BY r.goods, r.id LIMIT 200
    RETURN collect(DISTINCT r.goods) AS named, collect(r.id) AS ids, count(CASE WHEN @undated(r) THEN 1 END) AS dateless
  }
  WITH named, ids, dateless ORDER BY step
  RETURN collect(reduce(text = '', g IN named | CASE text WHEN '' THEN g ELSE text + '; ' + g END)) AS goods,
    sum(dateless) AS undated, reduce(all = [], i IN collect(ids) | all + i) AS statements
}
