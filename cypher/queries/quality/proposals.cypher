// Records that wait for a person to decide whether they are an actor that another source describes already.
//
// empty: no record waits for a decision
// Parameters
//   limit: integer(0..) = 100 — at most this many.
// Columns
//   record: string — the record's id
//   record_name: string — its name
//   own: string — the id of the actor that it describes now
//   own_name: string — that actor's name
//   proposed: string — the id of the actor that it may be
//   proposed_name: string — that actor's name
//   identifier: string — the identifier that speaks for it
//   proposed_at: datetime — since when it waits
// Scan: the proposals alone are read, all of them; decisions take them away, so they stay few.

MATCH (r:Record)-[p:PROPOSED]->(other:Actor)
MATCH (r)-[:DESCRIBES]->(own:Actor)
WHERE own <> other
RETURN r.id AS record, r.name AS record_name, own.id AS own, own.name AS own_name, other.id AS proposed,
  other.name AS proposed_name, p.identifier AS identifier, p.proposed_at AS proposed_at
ORDER BY proposed_at, record, proposed, identifier
LIMIT $limit
