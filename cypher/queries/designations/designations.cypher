// Who has put an actor on a sanctions or terrorism list, under which programme, since when.
//
// uses: in-force-list, undated, editions
// asks: Which lists is {actor} on, {on: today}?
// Parameters
//   actor: actor — the actor's id. Example: "wagner-2023:wagner-group"
//   on: date = null — in force on that day; today without one. Example: 2023-01-26
//   ever: boolean = false — at any time, when no day is given.
//   undated: boolean = true — statements with neither date too, which may hold on any day.
//   sources: list<source> = null — only what these sources say. Example: ["wagner-2023"]
//   sure: float(0..1) = 0.0 — at least so sure; one of unknown confidence passes.
//   limit: integer(0..) = 500 — at most this many designations.
// Columns
//   authority: actor — the authority's id
//   authority_name: string — its name
//   programme: string? — the sanctions programme
//   status: string? — the listing's status
//   valid_from: date? — the first day in force, when known
//   valid_from_precision: string? — day, month or year
//   valid_to: date? — the last day in force, when known
//   valid_to_precision: string? — day, month or year
//   on_list_by: date? — by the editions of the list: on it by that day
//   on_list_until: date? — and until that day at least
//   undated: boolean — it has neither a first nor a last day, so it may hold on any
//   stance: string — asserted, or announced when it is still to come
//   confidence: float? — 0–1, when known
//   source: string — who published it
//   said_by: string — who says so
//   evidence: string — what is said, in our own words
//   id: statement — the statement's id
MATCH (a:Actor {id: $actor})<-[r:DESIGNATES]-(authority:Actor)
WHERE authority <> a AND @in-force-list(r)
WITH authority, r ORDER BY authority.name, r.programme, r.valid_from, r.id LIMIT $limit
@editions(r)
RETURN authority.id AS authority, authority.name AS authority_name, r.programme AS programme, r.status AS status,
  r.valid_from AS valid_from, r.valid_from_precision AS valid_from_precision,
  r.valid_to AS valid_to, r.valid_to_precision AS valid_to_precision,
  on_list_by, on_list_until, @undated(r) AS undated,
  r.stance AS stance, r.confidence AS confidence, r.source AS source, r.said_by AS said_by, r.evidence AS evidence,
  r.id AS id
ORDER BY authority_name, programme, valid_from, id
