// How complete a source's statements are: how many of each type say when, where, and how sure.
//
// uses: declared-types, statements-of-source
// asks: How complete are the statements of {source}?
// Parameters
//   source: source — the source's id. Example: "wagner-2023"
// Columns
//   type: string — the relationship's type
//   statements: integer — how many stand
//   located: integer — how many name an address, or a page, paragraph or row
//   dated: integer — how many have a first or a last day
//   sure: integer — how many have a confidence of 0.5 or more
//   doubtful: integer — how many have a lower one
//   inferred: integer — how many we concluded
//   announced: integer — how many are said to come
// Scan: the source's statements are read in their indexes on (source, statement); of types that sources declare themselves,
//   among all relationships, when there are such types.

@declared-types()
CALL (declared) {
  @statements-of-source($source)
}
RETURN type(r) AS type, count(*) AS statements,
  count(CASE WHEN r.url IS NOT NULL OR r.locator IS NOT NULL THEN 1 END) AS located,
  count(CASE WHEN r.valid_from IS NOT NULL OR r.valid_to IS NOT NULL THEN 1 END) AS dated,
  count(CASE WHEN r.confidence >= 0.5 THEN 1 END) AS sure, count(CASE WHEN r.confidence < 0.5 THEN 1 END) AS doubtful,
  count(CASE WHEN r.inferred THEN 1 END) AS inferred, count(CASE WHEN r.stance = 'announced' THEN 1 END) AS announced
ORDER BY statements DESC, type
