// Two sources on one pair, side by side: by type and spell what both say, what only one does, and where they contradict each other.
//
// uses: signs, undated, of-types, as-sure, type-said
// empty: neither of these sources says anything of the two together
// asks: What do {source1} and {source2} say of {a} and {b}?
// Parameters
//   a: actor — one actor's id. Example: "wagner-2023:vladimir-putin"
//   b: actor — the other's id. Example: "wagner-2023:yevgeny-prigozhin"
//   source1: source — one source's id. Example: "wagner-2023"
//   source2: source — the other's. Example: "ofac-sample"
//   undated: boolean = true — statements with neither date too, in every spell.
//   types: list<type> = null — only these relationship types. Example: ["SUPPLIES", "LEADS"]
//   sure: float(0..1) = 0.0 — at least so sure; one of unknown confidence passes.
//   limit: integer(0..) = 500 — at most this many spells.
// Columns
//   type: string — the type that is claimed or denied
//   subject: actor — the subject's id; the smaller id for symmetric types
//   subject_name: string — its name
//   object: actor — the object's id
//   object_name: string — its name
//   since: date? — the spell's first day; null before the first date that is said
//   until: date? — its last day; null after the last
//   verdict: string — both, only the first, only the second, or contradicting: denied by the other, or of the other sign there
//   first: string? — says or denies: what the first source does; null when it is silent
//   second: string? — the same of the second
//   statements1: list<statement> — the ids of the first source's statements
//   statements2: list<statement> — of the second's

// A spell is tried by its first day, the one before all dates by what has no first day; spells of one content are one.
@signs()
WITH plus, minus, COLLECT { MATCH (t:EdgeType) WHERE t.name >= '' AND t.symmetric RETURN t.name } AS symmetric
MATCH (a:Actor {id: $a})
MATCH (b:Actor {id: $b})
WHERE a <> b
CALL (a, b) {
  MATCH (a)-[r:!(WITHDRAWN|DESCRIBES|PROPOSED)]-(b)
  WHERE r.source IN [$source1, $source2] AND @of-types(r) AND @as-sure(r) AND ($undated OR NOT @undated(r))
  WITH r ORDER BY r.id LIMIT 2000
  RETURN collect(r) AS said
}
WITH plus, minus, said, [null] + COLLECT {
  UNWIND [r IN said | r.valid_from] + [r IN said | r.valid_to + duration({days: 1})] AS day
  WITH DISTINCT day WHERE day IS NOT NULL
  RETURN day ORDER BY day
} AS starts, COLLECT {
  UNWIND said AS r
  WITH @type-said(r) AS type, startNode(r) AS s, endNode(r) AS o
  RETURN DISTINCT {type: type, ends: CASE WHEN type IN symmetric AND o.id < s.id THEN [o, s] ELSE [s, o] END, both: type IN symmetric} AS claim
} AS claims
UNWIND claims AS claim
WITH plus, minus, said, starts, claim, [t IN plus + minus WHERE t IN plus <> (claim.type IN plus) AND claim.type IN plus + minus] AS opposite
UNWIND range(0, size(starts) - 1) AS place
WITH said, claim, opposite, place, starts[place] AS since, starts[place + 1] - duration({days: 1}) AS until
WITH claim, opposite, place, since, until, [r IN said
  WHERE (r.valid_from IS NULL OR coalesce(r.valid_from <= since, false))
    AND (r.valid_to IS NULL OR coalesce(r.valid_to >= coalesce(since, until), false))] AS held
WITH claim, place, since, until, held,
  [r IN held WHERE @type-said(r) = claim.type AND (claim.both OR startNode(r) = claim.ends[0])] AS own,
  [r IN held WHERE type(r) IN opposite] AS against
WITH claim, place, since, until, against, [r IN own WHERE r.source = $source1] AS one, [r IN own WHERE r.source = $source2] AS other
WHERE size(one) + size(other) > 0
WITH claim, place, since, until, one, other, against,
  CASE WHEN any(r IN one WHERE type(r) <> 'DENIED') THEN 'says' WHEN size(one) > 0 THEN 'denies' END AS first,
  CASE WHEN any(r IN other WHERE type(r) <> 'DENIED') THEN 'says' WHEN size(other) > 0 THEN 'denies' END AS second
WITH claim, place, {since: since, until: until, first: first, second: second, one: one, other: other, verdict: CASE
    WHEN first = second THEN 'both'
    WHEN first <> second THEN 'contradicting'
    WHEN first = 'says' AND any(r IN against WHERE r.source = $source2) THEN 'contradicting'
    WHEN second = 'says' AND any(r IN against WHERE r.source = $source1) THEN 'contradicting'
    WHEN second IS NULL THEN 'only the first'
    ELSE 'only the second'
  END} AS spell
ORDER BY place
WITH claim, collect(spell) AS spells
UNWIND reduce(joined = [], s IN spells | CASE
  WHEN joined[-1].one = s.one AND joined[-1].other = s.other AND joined[-1].verdict = s.verdict
    AND joined[-1].until + duration({days: 1}) = s.since
  THEN joined[..-1] + [{since: joined[-1].since, until: s.until, first: s.first, second: s.second, one: s.one, other: s.other, verdict: s.verdict}]
  ELSE joined + [s]
END) AS spell
RETURN claim.type AS type, claim.ends[0].id AS subject, claim.ends[0].name AS subject_name,
  claim.ends[1].id AS object, claim.ends[1].name AS object_name, spell.since AS since, spell.until AS until,
  spell.verdict AS verdict, spell.first AS first, spell.second AS second,
  [r IN spell.one | r.id] AS statements1, [r IN spell.other | r.id] AS statements2
ORDER BY type, subject, since IS NOT NULL, since LIMIT $limit
