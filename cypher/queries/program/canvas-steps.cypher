// How many statements and neighbours an actor has by type and direction, as far as the filter lets them through.
//
// uses: affirmed, type-said
// Parameters
//   actor: string — the actor's id. Example: "wagner-2023:wagner-group"
//   filter: map — what the screen lets through. Example: {"hidden": [], "sources": [], "confidence": 0.0, "stances": [], "first": "2023-01-20", "last": "2023-01-20", "known": null, "undated": true}
// Columns
//   type: string — the relationship type
//   direction: string — out (the actor is the subject), in, or both for symmetric types
//   statements: integer — how many statements
//   neighbours: integer — how many actors at their other ends
MATCH (a:Actor {id: $actor})
WITH a, COLLECT { MATCH (t:EdgeType) WHERE t.name >= '' AND t.symmetric RETURN t.name } AS symmetric
MATCH (a)-[r:!(DENIED|DESCRIBES|PROPOSED)]-(b)
WHERE a <> b AND @affirmed(r)
WITH a, b, r, symmetric, @type-said(r) AS type
RETURN type,
  CASE WHEN type IN symmetric THEN 'both' WHEN startNode(r) = a THEN 'out' ELSE 'in' END AS direction,
  count(*) AS statements, count(DISTINCT b) AS neighbours
ORDER BY statements DESC, type, direction
