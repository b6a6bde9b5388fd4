// Notes with a source what was loaded, so that the same can be known again.
//
// access: write
// Parameters
//   source: string — the source's id
//   fingerprint: string — of the input, the manifest and the reader
//   parts: list<string> — the parts that were there
//   said_at: string — the publication date of the input
//   run: string — the run's id
//   rejected: integer — rows that were rejected
//   last_counts: string — all counts as JSON
MATCH (s:Source {id: $source})
SET s.fingerprint = $fingerprint, s.parts = $parts, s.said_at = date($said_at), s.last_run = $run,
    s.rejected = $rejected, s.last_counts = $last_counts
