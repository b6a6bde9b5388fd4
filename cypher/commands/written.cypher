// What people have written by statements of their own, the latest first.
MATCH (w:Written)
RETURN w.at AS at, w.who AS who, w.statement AS statement, w.parameters AS parameters, w.counts AS counts
ORDER BY at DESC, w.id
LIMIT $limit
