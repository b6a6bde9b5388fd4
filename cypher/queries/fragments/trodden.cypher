// Whether a path may take a statement: one that passes the screen's filter and is no designation, which ties nobody.
//
// uses: affirmed, type-said
// Arguments
//   r — the statement
// Parameters
//   filter: map — hidden, sources, confidence, stances, first, last, known, undated
(@type-said(@r) <> 'DESIGNATES' AND @affirmed(@r))
