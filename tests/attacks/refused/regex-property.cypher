// An expression out of the graph.

MATCH (a)--(b) WHERE a.name =~ b.name RETURN a
