// What is remembered of the last complete load of a source.
//
// Parameters
//   source: string — the source's id
// Columns
//   fingerprint: string? — of the input, the manifest and the reader
//   said_at: date? — the publication date of its input
//   parts: list<string>? — the parts that were there
//   run: string? — that run's id
//   rejected: integer? — rows that were rejected
//   counts: string? — all counts as JSON
//   reader: string? — the reader's version
//   input: string? — sha256 of its input
//   archived: list<string>? — its files in the archive, as `part=sha256=name`
MATCH (s:Source {id: $source})
OPTIONAL MATCH (r:Run {id: s.last_run})
RETURN s.fingerprint AS fingerprint, s.said_at AS said_at, s.parts AS parts, s.last_run AS run,
       s.rejected AS rejected, s.last_counts AS counts, r.reader AS reader, r.input AS input, r.archived AS archived
