// The last of some spans in order, those of the same signs that follow each other without a gap taken together, and the number.
//
// Arguments
//   spans — the list of maps of signs, since and until
reduce(latter = null, span IN @spans | CASE
  WHEN latter IS NULL THEN span {.signs, .since, .until, spans: 1}
  WHEN latter.signs = span.signs AND latter.until + duration({days: 1}) = span.since
    THEN latter {.signs, .since, until: span.until, .spans}
  ELSE span {.signs, .since, .until, spans: latter.spans + 1}
END)
