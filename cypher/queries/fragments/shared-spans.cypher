// The spans of days in which all three sides of a triangle had a sign, as maps of sign (their product), signs, since and until.
//
// uses: latest, earliest, span-asked
// Arguments
//   ab — the spans of one side
//   bc — of another
//   ca — of the third
// Parameters
//   on: date — only the span that holds this day; null for today
//   ever: boolean — all of them, when no day is given
COLLECT {
  UNWIND [span IN @ab WHERE span.sign <> 0] AS x
  UNWIND [span IN @bc WHERE span.sign <> 0] AS y
  UNWIND [span IN @ca WHERE span.sign <> 0] AS z
  WITH x.sign * y.sign * z.sign AS product, [x.sign, y.sign, z.sign] AS signs,
    @latest([x.since, y.since, z.since]) AS since, @earliest([x.until, y.until, z.until]) AS until
  WHERE coalesce(since <= until, true) AND @span-asked(since, until)
  WITH product, signs, since, until ORDER BY since IS NOT NULL, since
  RETURN {sign: product, signs: signs, since: since, until: until}
}
