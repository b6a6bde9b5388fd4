// Whether a day lies between the edition of its list that brought a statement and the last one read, which still has it.
//
// uses: later-editions
// Arguments
//   r — a statement that stands
//   day — the day
coalesce(@r.said_at <= @day, false) AND EXISTS {
  @later-editions(@r) AND edition.said_at >= @day
}
