// The same in EXISTS {}.

MATCH (a) WHERE NOT EXISTS { (a)-[*18..20]-({zz: 1}) } RETURN count(a) AS x
