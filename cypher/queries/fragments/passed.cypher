// Whether a chain may pass through an actor: one that designates nobody, unless designations are asked for.
//
// Arguments
//   n — the actor
// Parameters
//   designations: boolean — through authorities too
($designations OR NOT EXISTS { (@n)-[:DESIGNATES]->(listed) WHERE listed <> @n })
