// The same in EXISTS {}.

MATCH (a) WHERE EXISTS { (a)-[*]-() } RETURN a
