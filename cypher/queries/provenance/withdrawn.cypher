// What a source no longer says: the latest withdrawals, and why each was withdrawn.
//
// empty: this source has withdrawn nothing: it was read once, or nothing is gone since
// asks: What has {source} withdrawn since {since: the beginning}?
// Parameters
//   source: source — the source's id. Example: "ofac-sample"
//   since: date = null — withdrawn on this day (of UTC) or later. Example: 2023-01-01
//   why: string(changed|ended|retracted|reverted) = null — only for this reason: changed, ended, retracted or reverted. Example: "ended"
//   limit: integer(0..) = 200 — at most this many.
// Columns
//   withdrawn_at: datetime — when it was withdrawn
//   said_until: date? — the date of the publication that no longer had it
//   why: string — changed, ended, retracted or reverted
//   type: string — the type that was claimed or denied
//   denied: boolean — it was a denial
//   subject: actor — the subject's id
//   subject_name: string — its name
//   object: actor — the object's id
//   object_name: string — its name
//   evidence: string — what was said, in our own words
//   run: string — the run that withdrew it
//   id: statement — the version's id
MATCH (s:Actor)-[r:WITHDRAWN]->(o:Actor) USING INDEX r:WITHDRAWN(source, statement)
WHERE r.source = $source AND r.statement >= ''
  AND ($since IS NULL OR date(r.withdrawn_at) >= $since) AND ($why IS NULL OR r.why = $why)
RETURN r.withdrawn_at AS withdrawn_at, r.said_until AS said_until, r.why AS why, r.type AS type,
  coalesce(r.denied, false) AS denied, s.id AS subject, s.name AS subject_name, o.id AS object, o.name AS object_name,
  r.evidence AS evidence, r.withdrawn_run AS run, r.id AS id
ORDER BY withdrawn_at DESC, type, subject_name, object_name, id
LIMIT $limit
