// The statements that give pairs their signs: of signed types, sure enough, and let through by the filter.
//
// uses: signs, core-statements, passes, type-said
// Parameters
//   filter: map — what the screen lets through; its sources in order. Example: {"hidden": [], "sources": [], "confidence": 0.0, "stances": [], "first": "2023-01-20", "last": "2023-01-20", "known": null, "undated": true}
// Columns
//   id: string — the statement's id
//   type: string — its type; of a withdrawn version the one it had
//   sign: integer — the type's: 1 or -1
//   subject: string — the subject's id
//   subject_name: string — its name
//   subject_record: string — the record of it that is meant
//   object: string — the object's id
//   object_name: string — its name
//   object_record: string — the record of it that is meant
//   source: string — who published it
//   said_by: string — who says it
//   confidence: float? — 0–1, when known
//   valid_from: date? — the first day on which it held, when known
//   valid_to: date? — the last day on which it held, when known
// Scan: every signed statement is read once, from its index on (source, statement); of types that sources declare, among all
//   relationships, when there are such types; withdrawn versions too, when the filter asks for what was known.

@signs()
WITH plus, minus, plus + minus AS signed, coalesce($filter.sources[0], '') AS lowest, coalesce($filter.sources[-1], '\uffff') AS highest
CALL (signed, lowest, highest) {
  @core-statements(r.source >= lowest AND r.source <= highest AND r.statement IS NOT NULL)
UNION ALL
  WITH [t IN signed WHERE NOT t IN ['ALLY_OF', 'RIVAL_OF', 'SUPPLIES', 'DESIGNATES', 'LEADS', 'PART_OF', 'OWNS']] AS declared, signed, lowest, highest
  WHERE size(declared) > 0
  MATCH ()-[r]->()
  WHERE type(r) IN declared AND r.source >= lowest AND r.source <= highest
  RETURN r
UNION ALL
  WITH signed, lowest, highest WHERE $filter.known IS NOT NULL
  MATCH ()-[r:WITHDRAWN]->() USING INDEX r:WITHDRAWN(source, statement)
  WHERE r.source >= lowest AND r.source <= highest AND r.statement IS NOT NULL AND r.denied IS NULL
  RETURN r
}
WITH plus, signed, r, @type-said(r) AS type, startNode(r) AS s, endNode(r) AS o
WHERE type IN signed AND s <> o AND coalesce(r.confidence, 1.0) >= 0.5 AND @passes(r)
RETURN r.id AS id, type, CASE WHEN type IN plus THEN 1 ELSE -1 END AS sign, s.id AS subject, s.name AS subject_name,
  coalesce(r.subject_record, s.id) AS subject_record, o.id AS object, o.name AS object_name,
  coalesce(r.object_record, o.id) AS object_record, r.source AS source, r.said_by AS said_by, r.confidence AS confidence,
  r.valid_from AS valid_from, r.valid_to AS valid_to
ORDER BY id
