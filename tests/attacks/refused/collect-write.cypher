// A write in COLLECT {}.

RETURN COLLECT { MERGE (n:X) RETURN n } AS x
