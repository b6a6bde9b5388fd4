// The actors to which other sources give some identifiers.
//
// Parameters
//   identifiers: list<string> — the identifiers, as `scheme:value`
//   source: string — the source's id
// Columns
//   identifier: string — `scheme:value`
//   kind: string — the kind of the record that has it
//   actor: string — the actor's id
//   ours: boolean — whether this source describes it too
UNWIND $identifiers AS identifier
MATCH (:Identifier {id: identifier})<-[:HAS]-(r:Record)-[:DESCRIBES]->(a:Actor)
WHERE r.source <> $source
WITH DISTINCT identifier, a, r.kind AS kind
RETURN identifier, kind, a.id AS actor, EXISTS { (a)<-[:DESCRIBES]-(:Record {source: $source}) } AS ours
