// The type that a statement claims, also where it is denied or withdrawn.
//
// Arguments
//   r — the statement
coalesce(@r.type, type(@r))
