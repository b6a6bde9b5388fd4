// Which of some actors, sources, types and runs the graph does not know, and which actors are part of others now.
//
// Parameters
//   actors: list<string> — ids of actors. Example: ["states:RUS"]
//   sources: list<string> — ids of sources. Example: ["states"]
//   types: list<string> — relationship types. Example: ["ALLY_OF"]
//   runs: list<string> — ids of runs. Example: ["states-1"]
// Columns
//   actors: list<string> — the unknown actors
//   former: list<list<string>> — of each actor that a decision made part of another, its id and that other's
//   sources: list<string> — the unknown sources
//   types: list<string> — the unknown types
//   runs: list<string> — the unknown runs
RETURN [id IN $actors WHERE NOT EXISTS { MATCH (a:Actor {id: id}) }
                       AND NOT EXISTS { MATCH (f:FormerActor {id: id}) }] AS actors,
  COLLECT {
    UNWIND $actors AS id
    MATCH (:FormerActor {id: id})-[:WAS]->(:Record)-[:DESCRIBES]->(a:Actor)
    RETURN DISTINCT [id, a.id]
  } AS former,
  [id IN $sources WHERE NOT EXISTS { MATCH (s:Source {id: id}) }] AS sources,
  [name IN $types WHERE NOT EXISTS { MATCH (t:EdgeType {name: name}) }] AS types,
  [id IN $runs WHERE NOT EXISTS { MATCH (r:Run {id: id}) }] AS runs
