// The editions of a list from the one on that brought this version of a statement, each of which had it; an input with nothing but news is none.
//
// Arguments
//   r — a statement that stands
MATCH (brought:Run {id: @r.recorded_run})
MATCH (edition:Run) USING INDEX edition:Run(source, n)
WHERE edition.source = @r.source AND edition.n >= brought.n AND edition.status = 'done' AND edition.reads = 'snapshot'
