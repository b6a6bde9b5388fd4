// The last run of a source that waits for a person.
//
// Parameters
//   source: string — the source's id
// Columns
//   run: string — the run's id
//   input: string? — sha256 of its input
//   reader: string? — the reader's version
//   why: string? — what it waits for
MATCH (r:Run) WHERE r.source = $source AND r.n >= 0 AND r.status = 'held'
RETURN r.id AS run, r.input AS input, r.reader AS reader, r.error AS why ORDER BY r.n DESC LIMIT 1
