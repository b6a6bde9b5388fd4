// The actors to which other sources give some identifiers, and those that a person has taken out of another.
//
// Parameters
//   identifiers: list<string> — the identifiers, as `scheme:value`
//   source: string — the source's id
// Columns
//   identifier: string — `scheme:value`
//   kind: string — the kind of the record that has it
//   actor: string — the actor's id
//   rule: string — the actor to which the rules alone give the record that has it
//   apart: boolean — a person has taken that record out of the rules' actor
//   ours: boolean — whether the rules alone give this actor a record of this source too
UNWIND $identifiers AS identifier
MATCH (:Identifier {id: identifier})<-[:HAS]-(r:Record)-[d:DESCRIBES]->(a:Actor)
WHERE r.source <> $source OR d.apart
WITH DISTINCT identifier, a, r.kind AS kind, coalesce(d.rule, a.id) AS rule, coalesce(d.apart, false) AS apart
RETURN identifier, kind, a.id AS actor, rule, apart,
       EXISTS { (a)<-[e:DESCRIBES]-(:Record {source: $source}) WHERE coalesce(e.rule, a.id) = rule } AS ours
