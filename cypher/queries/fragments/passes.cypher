// Whether a statement passes the screen's filter: type, source, confidence, stance, what was known, and when it held.
//
// uses: type-said, passes-stance, passes-known, passes-days
// Arguments
//   r — the statement
// Parameters
//   filter: map — hidden, sources, confidence, stances, first, last, known, undated
(NOT @type-said(@r) IN $filter.hidden
  AND (size($filter.sources) = 0 OR @r.source IN $filter.sources)
  AND coalesce(@r.confidence, 1.0) >= $filter.confidence
  AND @passes-stance(@r)
  AND @passes-known(@r)
  AND CASE
    WHEN @r.valid_from IS NULL AND @r.valid_to IS NULL THEN $filter.undated
    ELSE @passes-days(@r)
  END)
