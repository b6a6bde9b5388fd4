// What is said of an actor: each statement on its own, with its dates, its speaker and how sure it is.
//
// Parameters
//   actor: string — the actor's id
//   types: list<string> = null — only these types, declared ones too; of a denial or withdrawn version the type that it is about
//   denied: boolean — denials too
//   withdrawn: boolean — what its source has withdrawn too
//   limit: integer — at most this many, the latest to begin first
// Columns
//   statement: map — its properties
//   type: string — the type that is stated, denied or withdrawn
//   standing: string — live, denied or withdrawn
//   subject: any — the actor that it is said of
//   object: any — the other one
MATCH (a:Actor {id: $actor})-[r:!(DESCRIBES|PROPOSED)]-(:Actor)
WITH DISTINCT r, coalesce(r.type, type(r)) AS type,
  CASE WHEN type(r) = 'WITHDRAWN' THEN 'withdrawn' WHEN type(r) = 'DENIED' OR r.denied THEN 'denied' ELSE 'live' END AS standing
WHERE ($types IS NULL OR type IN $types) AND ($denied OR standing <> 'denied') AND ($withdrawn OR standing <> 'withdrawn')
RETURN properties(r) AS statement, type, standing, startNode(r) AS subject, endNode(r) AS object
ORDER BY coalesce(r.valid_from, date('0001-01-01')) DESC, type, r.id LIMIT $limit
