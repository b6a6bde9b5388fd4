// A write in EXISTS {}.

RETURN EXISTS { MATCH (a) SET a.x = 1 RETURN a } AS x
