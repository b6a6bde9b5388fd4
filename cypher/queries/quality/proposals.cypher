// Records that wait for a person to decide whether they are an actor that another source describes already.
//
// empty: no record waits for a decision
// Parameters
//   limit: integer(0..) = 100 — at most this many.
// Columns
//   record: string — the record's id
//   record_name: string — its name
//   own: actor — the id of the actor that it describes now
//   own_name: string — that actor's name
//   proposed: actor — the id of the actor that it may be
//   proposed_name: string — that actor's name
//   proposed_record: string — the id of a record of that actor, of those with the identifier if there are any
//   identifier: string — the identifier that speaks for it
//   proposed_at: datetime — since when it waits
//   unsure: boolean — a person has looked at it and was not sure
// Scan: the proposals alone are read, all of them; decisions take them away, so they stay few.

MATCH (r:Record)-[p:PROPOSED]->(to)
MATCH (r)-[:DESCRIBES]->(own:Actor)
OPTIONAL MATCH (to)-[:WAS]->(:Record)-[:DESCRIBES]->(now:Actor)
WITH r, own, coalesce(now, to) AS other, p.identifier AS identifier, min(p.proposed_at) AS proposed_at
WHERE own <> other AND NOT EXISTS {
  MATCH (own)<-[:DESCRIBES]-(:Record)<-[:ABOUT]-(d:Decision)-[:ABOUT]->(:Record)-[:DESCRIBES]->(other)
  WHERE d.kind = 'different' AND d.undone_at IS NULL
}
WITH r, own, other, identifier, proposed_at,
  COLLECT {
    MATCH (other)<-[:DESCRIBES]-(o:Record)
    RETURN o.id ORDER BY EXISTS { (o)-[:HAS]->(:Identifier {id: identifier}) } DESC, o.id LIMIT 1
  }[0] AS proposed_record,
  EXISTS {
    MATCH (own)<-[:DESCRIBES]-(:Record)<-[:ABOUT]-(d:Decision)-[:ABOUT]->(:Record)-[:DESCRIBES]->(other)
    WHERE d.kind = 'unsure' AND d.undone_at IS NULL
  } AS unsure
RETURN r.id AS record, r.name AS record_name, own.id AS own, own.name AS own_name, other.id AS proposed,
  other.name AS proposed_name, proposed_record, identifier, proposed_at, unsure
ORDER BY unsure, proposed_at, record, proposed, identifier
LIMIT $limit
