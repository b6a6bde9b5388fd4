// What is only announced: statements of a source about what is to come, and whether anybody has said since that it came.
//
// uses: declared-types, statements-of-source
// asks: What does {source} only announce?
// Parameters
//   source: source — the source's id. Example: "wagner-2023"
//   limit: integer(0..) = 200 — at most this many statements.
// Columns
//   type: string — the relationship's type
//   subject: actor — the subject's id
//   subject_name: string — its name
//   object: actor — the object's id
//   object_name: string — its name
//   valid_from: date? — the day on which it is to take force, when known
//   said_by: string — who announces it
//   evidence: string — what is said, in our own words
//   came: boolean — some source asserts the same type between the two
//   id: statement — the statement's id
// Scan: the source's statements are read in their indexes on (source, statement); of types that sources declare themselves,
//   among all relationships, when there are such types.

@declared-types()
CALL (declared) {
  @statements-of-source($source, r.stance = 'announced')
}
WITH r, startNode(r) AS s, endNode(r) AS o WHERE s <> o
ORDER BY r.valid_from, r.id LIMIT $limit
MATCH (t:EdgeType {name: type(r)})
RETURN type(r) AS type, s.id AS subject, s.name AS subject_name, o.id AS object, o.name AS object_name,
  r.valid_from AS valid_from, r.said_by AS said_by, r.evidence AS evidence,
  EXISTS {
    MATCH (s)-[e:!(DENIED|WITHDRAWN)]-(o)
    WHERE type(e) = type(r) AND e.stance = 'asserted' AND (t.symmetric OR startNode(e) = s)
  } AS came, r.id AS id
ORDER BY valid_from, id
