// Whether a statement is of the source asked for.
//
// Arguments
//   r — the statement
// Parameters
//   source: string — the source's id; null for any
($source IS NULL OR @r.source = $source)
