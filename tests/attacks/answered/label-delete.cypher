// A label named like a clause.

MATCH (a:`DELETE`) RETURN a
