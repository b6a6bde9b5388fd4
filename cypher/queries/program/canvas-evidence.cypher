// The statements that the canvas draws among its actors, with all that a citation says: for pictures, print and files.
//
// uses: editions, undated
// Parameters
//   actors: list<string> — ids. Example: ["wagner-2023:vladimir-putin", "wagner-2023:yevgeny-prigozhin"]
//   statements: list<string> — ids of the statements that are drawn; others are left out. Example: ["6e292adae078bbb7fff4805c9471c6e8:1"]
//   limit: integer = 20000 — at most this many statements.
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

// As in `canvas-statements`, a pair is looked for from whichever end has fewer relationships.
UNWIND $actors AS id
MATCH (a:Actor {id: id})
WITH DISTINCT a, COUNT { (a)--() } AS busy ORDER BY busy DESC, a.id
WITH collect(a) AS nodes
UNWIND nodes[1..] AS near
MATCH (near)-[r:!(DESCRIBES|PROPOSED)]-(b)
WHERE near <> b AND b IN nodes AND r.id IN $statements
// Counting drops the list of ends, which each row would carry through the sort.
WITH r, count(*) AS ways ORDER BY r.id LIMIT $limit
WITH r, startNode(r) AS subject, endNode(r) AS object,
  CASE type(r) WHEN 'DENIED' THEN 'denied' WHEN 'WITHDRAWN' THEN 'withdrawn' ELSE 'live' END AS standing
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
ORDER BY id
