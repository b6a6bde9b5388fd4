// What became of versions of statements that no longer stand: why, by which run, and when their last version ended.
//
// uses: type-said
// Parameters
//   statements: list<string> — ids of versions. Example: ["none:1"]
// Columns
//   id: string — the version's id
//   type: string — the type that was claimed or denied
//   denied: boolean — it was a denial
//   subject: string — the subject's id
//   subject_name: string — its name
//   object: string — the object's id
//   object_name: string — its name
//   said_by: string — who said so
//   source: string — who published it
//   confidence: float? — 0–1, when known
//   stance: string — asserted, announced or denied
//   valid_from: date? — the first day on which it held, when known
//   valid_to: date? — the last day on which it held, when known
//   why: string — why its last version was withdrawn: ended, retracted, reverted; changed when a later one stands
//   run: string — the run that withdrew that
//   at: datetime — when
UNWIND $statements AS id
MATCH (subject)-[r:WITHDRAWN]->(object) USING INDEX SEEK r:WITHDRAWN(id)
WHERE r.id = id
CALL (r) {
  MATCH ()-[w:WITHDRAWN]->() USING INDEX SEEK w:WITHDRAWN(source, statement)
  WHERE w.source = r.source AND w.statement = r.statement
  RETURN w ORDER BY w.withdrawn_at DESC, w.recorded_at DESC LIMIT 1
}
WITH r, w, subject, object, coalesce(r.denied, false) AS denied
RETURN r.id AS id, @type-said(r) AS type, denied,
  subject.id AS subject, subject.name AS subject_name, object.id AS object, object.name AS object_name,
  r.said_by AS said_by, r.source AS source, r.confidence AS confidence,
  CASE WHEN denied THEN 'denied' ELSE r.stance END AS stance, r.valid_from AS valid_from, r.valid_to AS valid_to,
  w.why AS why, w.withdrawn_run AS run, w.withdrawn_at AS at
ORDER BY id
