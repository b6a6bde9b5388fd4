// What people have written by statements of their own, the latest first.
//
// Parameters
//   limit: integer — at most this many
// Columns
//   at: datetime — when
//   who: string — the user and the machine
//   statement: string — the statement, as it ran
//   parameters: list<string> — the names of its parameters
//   counts: list<string> — what it changed
// Scan: a person's own writes are few
MATCH (w:Written)
RETURN w.at AS at, w.who AS who, w.statement AS statement, w.parameters AS parameters, w.counts AS counts
ORDER BY at DESC, w.id
LIMIT $limit
