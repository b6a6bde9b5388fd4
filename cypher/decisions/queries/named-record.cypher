// Which records an id stands for: that of a record itself, or those of an actor.
//
// Parameters
//   id: string — the id
// Columns
//   records: list<string> — the records' ids
//   now: string? — of an actor that is part of another by a decision: that other one
OPTIONAL MATCH (r:Record {id: $id})
OPTIONAL MATCH (a:Actor {id: $id})
OPTIONAL MATCH (:FormerActor {id: $id})-[:WAS]->(:Record)-[:DESCRIBES]->(b:Actor)
RETURN CASE WHEN r IS NOT NULL THEN [r.id]
            ELSE COLLECT { MATCH (a)<-[:DESCRIBES]-(x:Record) RETURN x.id ORDER BY x.id LIMIT 20 } END AS records,
       b.id AS now
