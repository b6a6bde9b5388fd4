// Whether a statement claims one of the types that the question's filter asks for.
//
// uses: type-said
// Arguments
//   r — the statement
// Parameters
//   types: list<string> — only these types; null for all
($types IS NULL OR @type-said(@r) IN $types)
