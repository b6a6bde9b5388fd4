// The decisions on identity, the latest first: all, one, or those that name a record or a record of an actor.
//
// Parameters
//   id: string — a decision, a record or an actor; null for all
//   limit: integer — at most so many
// Columns
//   id: string — the decision's id
//   kind: string — same, different or unsure
//   first: string — the record that it names first
//   first_name: string — its name
//   second: string — the record that it names second
//   second_name: string — its name
//   by: string — who took it
//   at: datetime — when
//   reason: string? — why
//   undone_by: string? — who undid it
//   undone_at: datetime? — when
// Scan: decisions are read in the order of their numbers
CALL () {
  WITH $id AS id WHERE id IS NULL
  MATCH (d:Decision) WHERE d.n > 0
  RETURN d ORDER BY d.n DESC LIMIT $limit
UNION
  WITH $id AS id WHERE id IS NOT NULL
  MATCH (d:Decision {id: id})
  RETURN d
UNION
  WITH $id AS id WHERE id IS NOT NULL
  MATCH (:Record {id: id})<-[:ABOUT]-(d:Decision)
  RETURN DISTINCT d
UNION
  WITH $id AS id WHERE id IS NOT NULL
  MATCH (:Actor {id: id})<-[:DESCRIBES]-(:Record)<-[:ABOUT]-(d:Decision)
  RETURN DISTINCT d
}
MATCH (a:Record)<-[:ABOUT {place: 1}]-(d)-[:ABOUT {place: 2}]->(b:Record)
RETURN d.id AS id, d.kind AS kind, a.id AS first, a.name AS first_name, b.id AS second, b.name AS second_name,
       d.by AS by, d.at AS at, d.reason AS reason, d.undone_by AS undone_by, d.undone_at AS undone_at
ORDER BY d.n DESC LIMIT $limit
