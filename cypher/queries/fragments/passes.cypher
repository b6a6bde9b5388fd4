// Whether a statement passes the screen's filter: type, source, confidence, stance, what was known, and when it held.
//
// uses: type-said
// Arguments
//   r — the statement
// Parameters
//   filter: map — hidden, sources, confidence, stances, first, last, known, undated
(NOT @type-said(@r) IN $filter.hidden
  AND (size($filter.sources) = 0 OR @r.source IN $filter.sources)
  AND coalesce(@r.confidence, 1.0) >= $filter.confidence
  AND (size($filter.stances) = 0
    OR CASE WHEN type(@r) = 'DENIED' OR coalesce(@r.denied, false) THEN 'denied' ELSE @r.stance END IN $filter.stances)
  AND CASE
    WHEN $filter.known IS NULL THEN type(@r) <> 'WITHDRAWN'
    ELSE coalesce(@r.said_at, date(@r.recorded_at)) <= date($filter.known)
      AND coalesce(coalesce(@r.said_until, date(@r.withdrawn_at)) > date($filter.known), true)
  END
  AND CASE
    WHEN @r.valid_from IS NULL AND @r.valid_to IS NULL THEN $filter.undated
    ELSE coalesce(@r.valid_from <= date($filter.last), true) AND coalesce(@r.valid_to >= date($filter.first), true)
  END)
