// The records of the actors that some records describe, and to which actor the rules alone would give each.
//
// Parameters
//   ids: list<string> — the records' ids
// Columns
//   id: string — a record's id
//   actor: string — the actor that it describes
//   rule: string — the actor to which the rules alone give it
//   apart: boolean — a person has taken it out of that one
//   rank: integer — its source's rank
//   taken: boolean — its own id is that of an actor which other records have made
UNWIND $ids AS id
MATCH (:Record {id: id})-[:DESCRIBES]->(a:Actor)
WITH DISTINCT a
MATCH (a)<-[d:DESCRIBES]-(r:Record)
OPTIONAL MATCH (s:Source {id: r.source})
WITH a, d, r, s, coalesce(d.rule, a.id) AS rule
RETURN r.id AS id, a.id AS actor, rule, coalesce(d.apart, false) AS apart, coalesce(s.rank, 1000) AS rank,
       rule <> r.id AND (EXISTS { MATCH (x:Actor {id: r.id}) WHERE x.by_decision IS NULL }
                         OR EXISTS { MATCH (x:FormerActor {id: r.id}) WHERE x.by_decision IS NULL }) AS taken
