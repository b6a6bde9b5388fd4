// Whether a statement is made as the filter has it: asserted, announced or denied.
//
// Arguments
//   r — the statement
// Parameters
//   filter: map — hidden, sources, confidence, stances, first, last, known, undated
(size($filter.stances) = 0
  OR CASE WHEN type(@r) = 'DENIED' OR coalesce(@r.denied, false) THEN 'denied' ELSE @r.stance END IN $filter.stances)
