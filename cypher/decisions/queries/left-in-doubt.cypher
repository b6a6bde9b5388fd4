// Records that are left with an actor to which the identifiers of one that was taken out alone had tied them.
//
// Parameters
//   record: string — the record that was taken out
//   actor: string — the actor
//   schemes: list<string> — the schemes of strong identifiers
// Columns
//   id: string — a record's id
MATCH (:Record {id: $record})-[:HAS]->(i:Identifier)<-[:HAS]-(r:Record)-[:DESCRIBES]->(a:Actor {id: $actor})
WHERE i.scheme IN $schemes AND COUNT { (a)<-[:DESCRIBES]-(:Record) } > 1 AND NOT EXISTS {
  MATCH (r)-[:HAS]->(j:Identifier)<-[:HAS]-(other:Record)-[:DESCRIBES]->(a)
  WHERE other <> r AND j.scheme IN $schemes
}
RETURN DISTINCT r.id AS id ORDER BY id
