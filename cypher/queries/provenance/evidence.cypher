// Every statement between two actors, in both directions: who says so, since when, on what evidence; denied and withdrawn ones included.
//
// uses: editions, undated
// Parameters
//   a: actor — one actor's id. Example: "wagner-2023:vladimir-putin"
//   b: actor — the other's id. Example: "wagner-2023:yevgeny-prigozhin"
//   limit: integer(0..) = 2000 — at most this many statements.
// Columns
//   id: statement — the statement's id
//   type: string — the relationship's type; DENIED or WITHDRAWN when it does not stand
//   claims: string — the type that is claimed, denied or withdrawn
//   standing: string — live, denied or withdrawn
//   subject: actor — the subject's id
//   subject_name: string — the subject's name
//   object: actor — the object's id
//   object_name: string — the object's name
//   said_by: string — who says so
//   source: string — who published it
//   source_title: string — the publication's title
//   publisher: string? — its publisher
//   reliability: string? — Admiralty code, A (reliable) to F (can't be judged)
//   evidence: string — what is said, in our own words
//   url: string? — where it is said
//   locator: string? — page, paragraph, line or row
//   valid_from: date? — the first day on which it held, when known
//   valid_from_precision: string? — day, month or year
//   valid_to: date? — the last day on which it held, when known
//   valid_to_precision: string? — day, month or year
//   on_list_by: date? — of a live one that is not dated, by the editions of its list: on it by that day
//   on_list_until: date? — and until that day at least
//   said_at: date? — the date of the publication that first said so
//   recorded_at: datetime — when the graph learnt it
//   stance: string — asserted, announced or denied
//   confidence: float? — 0–1, when known
//   inferred: boolean — concluded from what is said
//   why: string? — why it was withdrawn: changed, ended, retracted or reverted
//   withdrawn_at: datetime? — when it was withdrawn
//   goods: string? — what is supplied
//   quantity: string? — how much of it
//   programme: string? — the sanctions programme
//   status: string? — the listing's status
//   obligation: string? — what the alliance obliges to
//   share: float? — the share owned, 0–1
MATCH (a:Actor {id: $a})
MATCH (b:Actor {id: $b})
CALL (a, b) {
  MATCH (a)-[r]-(b)
  RETURN DISTINCT r
}
WITH r, startNode(r) AS subject, endNode(r) AS object,
  CASE type(r) WHEN 'DENIED' THEN 'denied' WHEN 'WITHDRAWN' THEN 'withdrawn' ELSE 'live' END AS standing
ORDER BY CASE standing WHEN 'live' THEN 0 WHEN 'denied' THEN 1 ELSE 2 END, coalesce(r.confidence, 1.0) DESC,
  coalesce(r.type, type(r)), r.id
LIMIT $limit
OPTIONAL MATCH (s:Source {id: r.source})
@editions(r)
WITH *, standing = 'live' AND @undated(r) AS bounded
RETURN r.id AS id, type(r) AS type, coalesce(r.type, type(r)) AS claims, standing,
  subject.id AS subject, subject.name AS subject_name, object.id AS object, object.name AS object_name,
  r.said_by AS said_by, r.source AS source, coalesce(s.title, r.source) AS source_title, s.publisher AS publisher,
  s.reliability AS reliability, r.evidence AS evidence, r.url AS url, r.locator AS locator,
  r.valid_from AS valid_from, r.valid_from_precision AS valid_from_precision,
  r.valid_to AS valid_to, r.valid_to_precision AS valid_to_precision,
  CASE WHEN bounded THEN on_list_by END AS on_list_by, CASE WHEN bounded THEN on_list_until END AS on_list_until,
  r.said_at AS said_at, r.recorded_at AS recorded_at, CASE WHEN type(r) = 'DENIED' OR r.denied THEN 'denied' ELSE r.stance END AS stance, r.confidence AS confidence,
  coalesce(r.inferred, false) AS inferred, r.why AS why, r.withdrawn_at AS withdrawn_at,
  r.goods AS goods, r.quantity AS quantity, r.programme AS programme, r.status AS status,
  r.obligation AS obligation, r.share AS share
ORDER BY CASE standing WHEN 'live' THEN 0 WHEN 'denied' THEN 1 ELSE 2 END, coalesce(confidence, 1.0) DESC, claims, id
