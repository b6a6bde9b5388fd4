// From some actors one step on: to whom, by statements of which types, and which parts of the filter stop each.
//
// uses: type-said, undated, passes-stance, passes-known, passes-days
// Parameters
//   actors: list<string> — ids of those where one stands. Example: ["wagner-2023:wagner-group"]
//   filter: map — what the screen lets through. Example: {"hidden": [], "sources": [], "confidence": 0.0, "stances": [], "first": "2023-01-20", "last": "2023-01-20", "known": null, "undated": true}
//   designations: boolean = false — along designations alone; without them along everything else.
//   limit: integer(0..) = 20000 — at most this many steps, those of the least busy actors first.
// Columns
//   actor: string — the id of the one where one stands
//   neighbour: string — the id of the one at the other end
//   name: string — its name
//   type: string — the type of the statements
//   direction: string — out (the actor is the subject), in, or both for symmetric types
//   stopped: list<string> — the filter's parts that do not let them through: types, sources, confidence, stance, undated, days, known, and withdrawn
//   authority: boolean — the neighbour designates somebody

// Whoever asks decides which parts count, so that one look serves every filter that lacks one of its parts.
WITH COLLECT { MATCH (t:EdgeType) WHERE t.name >= '' AND t.symmetric RETURN t.name } AS symmetric
UNWIND $actors AS id
MATCH (a:Actor {id: id})
WITH symmetric, a, COUNT { (a)--() } AS busy ORDER BY busy, a.id
CALL (symmetric, a) {
  MATCH (a)-[r:!(DENIED|DESCRIBES|PROPOSED)]-(b)
  WHERE a <> b AND (type(r) <> 'WITHDRAWN' OR $filter.known IS NOT NULL) AND r.denied IS NULL
  WITH a, b, r, @type-said(r) AS type, symmetric
  WHERE (type = 'DESIGNATES') = $designations
  RETURN DISTINCT b, type, CASE WHEN type IN symmetric THEN 'both' WHEN startNode(r) = a THEN 'out' ELSE 'in' END AS direction,
    [part IN [
      CASE WHEN type IN $filter.hidden THEN 'types' END,
      CASE WHEN size($filter.sources) > 0 AND NOT r.source IN $filter.sources THEN 'sources' END,
      CASE WHEN r.confidence < $filter.confidence THEN 'confidence' END,
      CASE WHEN NOT @passes-stance(r) THEN 'stance' END,
      CASE WHEN @undated(r) AND NOT $filter.undated THEN 'undated' END,
      CASE WHEN NOT @passes-days(r) THEN 'days' END,
      CASE WHEN NOT @passes-known(r) THEN 'known' END,
      CASE WHEN type(r) = 'WITHDRAWN' THEN 'withdrawn' END
    ] WHERE part IS NOT NULL] AS stopped
}
WITH a, b, type, direction, stopped LIMIT $limit
RETURN a.id AS actor, b.id AS neighbour, b.name AS name, type, direction, stopped,
  EXISTS { (b)-[:DESIGNATES]->() } AS authority
ORDER BY actor, neighbour, type, direction, stopped
