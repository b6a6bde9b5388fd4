// The records that describe the same actor as one does, itself among them.
//
// Parameters
//   record: string — the record's id
//   limit: integer — at most this many
// Columns
//   record: string — the id of one
//   source_title: string — the title of its source
//   name: string — its name
MATCH (:Record {id: $record})-[:DESCRIBES]->(:Actor)<-[:DESCRIBES]-(r:Record)
OPTIONAL MATCH (s:Source {id: r.source})
RETURN r.id AS record, coalesce(s.title, r.source) AS source_title, r.name AS name
ORDER BY record LIMIT $limit
