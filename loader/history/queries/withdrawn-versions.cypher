// The withdrawn versions of a source's statements that a run made or ended.
//
// Parameters
//   source: string — the source's id
//   run: string — the run's id
// Columns
//   said: map — its properties
// Scan: a source's statements have an index; which of them are of the run has none
MATCH ()-[w:WITHDRAWN]->() WHERE w.source = $source AND w.statement >= ''
  AND (w.recorded_run = $run OR w.withdrawn_run = $run)
RETURN properties(w) AS said
