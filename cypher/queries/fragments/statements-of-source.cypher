// The live statements of a source as `r`: core types by their indexes; `declared` ones among all, when there are any.
//
// uses: core-statements
// Arguments
//   source — the source's id
//   condition = true — what else must hold
@core-statements(r.source = @source AND r.statement >= '' AND @condition)
UNION ALL
WITH declared WHERE size(declared) > 0
MATCH ()-[r]->()
WHERE type(r) IN declared AND r.source = @source AND @condition
RETURN r
