// Proposes records to each of the actors into which one was parted, by the identifier that proposed them to that one.
//
// access: write
// Parameters
//   ids: list<string> — the actors' ids
UNWIND $ids AS id
MATCH (a:Actor {id: id})<-[p:PROPOSED]-(r:Record)
MATCH (:Identifier {id: p.identifier})<-[:HAS]-(:Record)-[:DESCRIBES]->(b:Actor)
WHERE b.id IN $ids AND b <> a AND NOT EXISTS { (r)-[:DESCRIBES]->(b) }
WITH DISTINCT r, b, p
MERGE (r)-[other:PROPOSED {identifier: p.identifier}]->(b)
ON CREATE SET other.proposed_at = p.proposed_at, other.proposed_run = p.proposed_run
