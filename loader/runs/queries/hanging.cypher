// Whether anything beside its own source hangs on the actor of each of some records.
//
// Parameters
//   ids: list<string> — the records' ids
//   source: string — their source
// Columns
//   id: string — the record's id
//   identifiers: list<string> — the identifiers that any record gives to the actor
//   hangs: boolean — another source's record, statement or proposal speaks of it, or a person's decision of the record
UNWIND $ids AS id
MATCH (record:Record {id: id})-[:DESCRIBES]->(a:Actor)
RETURN id,
       COLLECT { MATCH (a)<-[:DESCRIBES]-(:Record)-[:HAS]->(i:Identifier) RETURN DISTINCT i.id } AS identifiers,
       EXISTS { (a)<-[:DESCRIBES]-(other:Record) WHERE other.source <> $source }
         OR EXISTS { (a)-[e]-(:Actor) WHERE e.source <> $source }
         OR EXISTS { (a)<-[:PROPOSED]-(other:Record) WHERE other.source <> $source }
         OR EXISTS { (record)<-[:ABOUT]-(d:Decision) WHERE d.undone_at IS NULL } AS hangs
