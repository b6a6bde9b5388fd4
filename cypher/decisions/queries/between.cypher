// What the graph says between the two actors of each pair; that both are on one list says nothing, and denials count for nothing.
//
// Parameters
//   pairs: list<list<any>> — each the ids of two actors
//   most: integer — neighbours of the first that are looked at
// Columns
//   first: string — the id of one actor
//   second: string — that of the other
//   common: integer — how many both are tied to
//   tied: boolean — some source ties one to the other
UNWIND $pairs AS pair
MATCH (a:Actor {id: pair[0]}), (b:Actor {id: pair[1]})
CALL (a, b) {
  MATCH (a)-[r:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED|DESIGNATES)]-(n:Actor)
  WITH b, n LIMIT $most
  WITH DISTINCT b, n
  RETURN sum(CASE WHEN n = b THEN 1 ELSE 0 END) > 0 AS tied,
    sum(CASE WHEN n <> b AND EXISTS { (n)-[:!(DENIED|WITHDRAWN|DESCRIBES|PROPOSED|DESIGNATES)]-(b) } THEN 1 ELSE 0 END) AS common
}
RETURN pair[0] AS first, pair[1] AS second, common, tied
