// Whether a statement passes a question's filter but for its days: who says it, of which type, and how sure it is.
//
// uses: of-types, trusted
// Arguments
//   r — the statement
// Parameters
//   sources: list<string> — only these sources' statements; null for all
//   types: list<string> — only these types; null for all
//   sure: float — at least so sure; one of unknown confidence passes
(@of-types(@r) AND @trusted(@r))
