// The spans of days in which the same statements of a pair held, as maps of sign (0 when mixed), since and until, in order.
//
// Arguments
//   said — the pair's statements that count for its sign; `plus` holds the types that tie
CASE WHEN size(@said) = 1 THEN
  [r IN @said | {sign: CASE WHEN type(r) IN plus THEN 1 ELSE -1 END, signs: [], since: r.valid_from, until: r.valid_to}]
ELSE COLLECT {
  WITH COLLECT {
    UNWIND [r IN @said | r.valid_from] + [r IN @said | r.valid_to + duration({days: 1})] AS day
    WITH DISTINCT day WHERE day IS NOT NULL
    RETURN day ORDER BY day
  } AS days
  WITH [null] + days AS starts
  UNWIND range(0, size(starts) - 1) AS place
  WITH starts[place] AS since, starts[place + 1] - duration({days: 1}) AS until
  WITH since, until, [r IN @said
    WHERE (r.valid_from IS NULL OR coalesce(r.valid_from <= since, false)) AND coalesce(r.valid_to >= since, true)
    | type(r) IN plus] AS signs
  WHERE size(signs) > 0
  WITH since, until, CASE WHEN all(s IN signs WHERE s) THEN 1 WHEN none(s IN signs WHERE s) THEN -1 ELSE 0 END AS sign
  ORDER BY since IS NOT NULL, since
  RETURN {sign: sign, signs: [], since: since, until: until}
} END
