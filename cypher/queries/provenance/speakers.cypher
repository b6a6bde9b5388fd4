// Who says most: the speakers whom the sources name, with how many statements, of which types, how sure.
//
// uses: declared-types, core-statements, of-source
// asks: Who says the most in {source: all sources}?
// Parameters
//   source: source = null — only this source's statements. Example: "wagner-2023"
//   limit: integer(0..) = 50 — at most this many speakers.
// Columns
//   said_by: string — the speaker, as the source writes it
//   statements: integer — how many statements stand in that name, denials left out
//   denials: integer — how many denials
//   types: list<string> — the types that it claims or denies
//   sources: list<string> — the ids of the sources that quote it
//   confidence: float? — the mean confidence of its statements, where known
// Scan: every statement is read once, from its index on (source, statement); with a source, that source's alone. Types that
//   sources declare themselves are looked for among all relationships, when there are such types.

@declared-types()
CALL (declared) {
  @core-statements(
    r.source >= coalesce($source, '') AND r.source <= coalesce($source, '\uffff') AND r.statement IS NOT NULL
  )
UNION ALL
  MATCH ()-[r:DENIED]->() USING INDEX r:DENIED(source, statement)
  WHERE r.source >= coalesce($source, '') AND r.source <= coalesce($source, '\uffff') AND r.statement IS NOT NULL
  RETURN r
UNION ALL
  WITH declared WHERE size(declared) > 0
  MATCH ()-[r]->()
  WHERE type(r) IN declared AND @of-source(r)
  RETURN r
}
WITH r, type(r) = 'DENIED' AS denied
WITH r.said_by AS said_by, count(CASE WHEN NOT denied THEN 1 END) AS statements, count(CASE WHEN denied THEN 1 END) AS denials,
  collect(DISTINCT coalesce(r.type, type(r))) AS types, collect(DISTINCT r.source) AS sources,
  avg(CASE WHEN NOT denied THEN r.confidence END) AS confidence
ORDER BY statements DESC, said_by LIMIT $limit
RETURN said_by, statements, denials, COLLECT { UNWIND types AS type RETURN type ORDER BY type } AS types,
  COLLECT { UNWIND sources AS source RETURN source ORDER BY source } AS sources, round(confidence, 2) AS confidence
ORDER BY statements DESC, said_by
